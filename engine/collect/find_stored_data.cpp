#include <algorithm>

#include "collect/accounts.h"
#include "collect/storage.h"
#include "collect/survey_machine.h"

// Data that every machine holds: the passwords of its accounts, and what lies on encrypted volumes.
namespace dengbao::collect {
namespace {

const std::vector<std::string> broken_schemes{"des", "md5", "sunmd5", "nt", "sha1"};

// How the passwords that can be used are hashed: by the worst of them.
auto password_storage(const std::vector<ShadowEntry>& entries) -> std::string {
  std::string answer;
  for (const auto& entry : entries) {
    if (entry.password != ShadowEntry::Password::set) continue;
    if (entry.scheme == "other") return {};
    const bool broken = std::find(broken_schemes.begin(), broken_schemes.end(), entry.scheme) != broken_schemes.end();
    if (broken) return "broken-cipher";
    answer = "salted-hash";
  }
  return answer;
}

void find_password_data(Survey& survey, const std::string& id) {
  const auto shadow = survey.machine.read("/etc/shadow");
  const auto encryption = shadow.ok() ? password_storage(parse_shadow(shadow.text)) : "";
  if (encryption.empty()) return;
  Json asset{{"id", id + " passwords"},
             {"name", "passwords of the accounts of " + id},
             {"kinds", {"authentication"}},
             {"processed_by", Json::array({id})}};
  asset["stores"] = Json::array({{{"place", "/etc/shadow"}, {"encryption", encryption}}});
  survey.findings.data_assets.push_back(std::move(asset));
  survey.findings.witness_asset(survey.findings.data_assets.size() - 1, shadow);
}

// The cipher of a dm-crypt device, from `dmsetup table` ("0 2048 crypt aes-xts-plain64 …"): "" where it is not shown.
// dmsetup blanks the key out; only the word after `crypt` is kept.
auto cipher_of(const Machine& machine, const std::string& name) -> std::string {
  const auto table = machine.run({"/usr/sbin/dmsetup", "table", name});
  const auto parts = words(table.text);
  if (!table.ok() || parts.size() < 4 || parts[2] != "crypt") return {};
  if (parts[3].starts_with("aes") || parts[3].starts_with("capi:xts(aes)")) return "aes";
  return parts[3].starts_with("sm4") ? "sm4" : "";
}

void find_encrypted_volumes(Survey& survey, const std::string& id) {
  const auto mounts = survey.machine.read("/proc/mounts");
  for (const auto& block : survey.machine.list("/sys/block")) {
    const auto uuid = survey.machine.read("/sys/block/" + block + "/dm/uuid");
    if (!uuid.ok() || !is_crypt_uuid(trim(uuid.text))) continue;
    const auto name = std::string(trim(survey.machine.read("/sys/block/" + block + "/dm/name").text));
    for (const auto& mount : parse_mounts(mounts.text)) {
      if (mount.device != "/dev/mapper/" + name && mount.device != "/dev/" + block) continue;
      Json store{{"place", mount.place}};
      if (const auto cipher = cipher_of(survey.machine, name); !cipher.empty()) store["encryption"] = cipher;
      survey.findings.data_assets.push_back({{"id", id + ' ' + mount.place},
                                             {"name", "files of " + id + " on the encrypted volume " + mount.place},
                                             {"processed_by", Json::array({id})},
                                             {"stores", Json::array({std::move(store)})}});
      survey.findings.witness_asset(survey.findings.data_assets.size() - 1, mounts);
    }
  }
}

}  // namespace

void find_stored_data(Survey& survey) {
  const auto id = survey.findings.host["id"].get<std::string>();
  find_password_data(survey, id);
  find_encrypted_volumes(survey, id);
}

}  // namespace dengbao::collect
