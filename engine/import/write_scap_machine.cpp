#include <algorithm>
#include <set>

#include "import/network_terms.h"
#include "import/scap_host.h"
#include "import/scap_rules.h"
#include "import/scap_text.h"
#include "value/calendar.h"
#include "value/value.h"

// The machine that an SCAP scanner looked at, and what of it the scanner kept.
namespace dengbao::importing {
namespace {

auto leads_nowhere(std::string_view address) -> bool {
  return address.starts_with("127.") || address == "::1" || address == "0.0.0.0" || address == "::";
}

// Not one that every machine may have.
auto is_own_name(std::string_view name) -> bool {
  return !name.empty() && !name.starts_with("localhost") && name != "(none)" && name != "unknown";
}

auto own_name(const ScapRun& run) -> ScapText {
  if (is_own_name(run.target.text)) return run.target;
  const auto found = std::ranges::find_if(run.names, [](const ScapText& one) { return is_own_name(one.text); });
  return found == run.names.end() ? ScapText() : *found;
}

auto addresses_of(const ScapRun& run) -> std::vector<ScapText> {
  std::vector<ScapText> addresses;
  std::set<std::string> known;
  for (const auto& one : run.addresses) {
    const auto address = Address::parse(one.text);
    const auto text = address ? address->to_string() : "";
    if (text.empty() || leads_nowhere(text) || !known.insert(text).second) continue;
    addresses.push_back({text, one.line, one.piece});
  }
  return addresses;
}

void write_identity(ScapHost& host, std::string_view file_name) {
  const auto own = own_name(host.run);
  const auto addresses = addresses_of(host.run);
  if (!own.text.empty()) {
    host.put("/id", own.text, own);
    // Images and folders that were scanned are called by their places.
    if (!Address::parse(own.text) && own.text.find('/') == std::string::npos) host.put("/name", own.text, own);
  } else if (!addresses.empty()) {
    host.put("/id", addresses.front().text, addresses.front());
  } else {
    host.put("/id", std::string(file_name), host.run.target.line > 0 ? host.run.target : host.run.ended);
  }
  for (const auto& one : addresses) host.witness(host.put_element("/addresses", one.text), one);
}

// Platforms are those for which the content is made: of the system they tell the family, and no more.
void write_system(ScapHost& host) {
  constexpr std::string_view makers =
      "cpe:/o:redhat:* cpe:/o:centos:* cpe:/o:fedoraproject:* cpe:/o:debian:* cpe:/o:canonical:* cpe:/o:oracle:linux:* "
      "cpe:/o:suse:* cpe:/o:opensuse:* cpe:/o:almalinux:* cpe:/o:rocky:* cpe:/o:openeuler:* cpe:/o:kylinos:*";
  const auto& platforms = host.run.platforms;
  const auto is_linux = [&](const ScapText& one) { return fits_any(one.text, makers); };
  if (!platforms.empty() && std::ranges::all_of(platforms, is_linux)) {
    host.put("/os/family", "linux", platforms.front());
  }
  // Older scanners give the name of the kernel.
  if (host.seen == nullptr || host.seen->os_name.text.empty() || host.seen->os_name.text == "Linux") return;
  host.put("/os/name", host.seen->os_name.text, host.seen->os_name);
  const auto words = words_in(host.seen->os_version.text);
  if (!words.empty() && Version::valid(words.front())) {
    host.put("/os/version", std::string(words.front()), host.seen->os_version);
  }
}

auto gives_session(std::string_view shell) -> bool {
  constexpr std::string_view none[] = {"nologin", "false", "sync", "shutdown", "halt"};
  return std::ranges::find(none, shell.substr(shell.rfind('/') + 1)) == std::end(none);
}

auto day_text(std::optional<std::uint32_t> days) -> std::string {
  constexpr std::uint32_t last_day = 2'900'000;  // within the years of a date
  return days && *days > 0 && *days < last_day ? Date{static_cast<std::int32_t>(*days)}.to_string() : "";
}

void write_shadow(ScapHost& host, const std::string& account, const ScapShadow& shadow) {
  const ScapText said{"", shadow.line, shadow.piece};
  if (const auto day = day_text(shadow.expires); !day.empty()) host.put(account + "/expires_on", day, said);
  if (!shadow.usable) return;
  if (const auto day = day_text(shadow.changed); !day.empty()) host.put(account + "/password/changed_on", day, said);
  if (!shadow.max_days) return;
  constexpr std::uint32_t never = 9999;  // so many days nobody lives to see
  if (*shadow.max_days < never) {
    host.put(account + "/password/max_age", 'P' + std::to_string(*shadow.max_days) + 'D', said);
    return;
  }
  host.put_new(account + "/password", Json::object());
  host.findings.absent(host.at(account + "/password/max_age"), Gap::does_not_exist,
                       "shadow sets no age after which the password must be changed", shadow.line);
}

void write_accounts(ScapHost& host) {
  std::map<std::string_view, const ScapShadow*> shadows;
  for (const auto& one : host.seen->shadows) shadows.emplace(one.name, &one);
  std::set<std::string_view> known;
  for (const auto& one : host.seen->accounts) {
    if (!known.insert(one.name).second) continue;
    Json account{{"name", one.name}};
    const auto number = whole_number(one.uid);
    const bool session = gives_session(one.shell);
    if (number) account["uid"] = std::to_string(*number);
    if (number == 0U) account["superuser"] = true;
    if (!session) account["enabled"] = false;
    const auto field = host.put_element("/accounts", account);
    host.witness(field, one.line, one.piece);
    const auto shadow = shadows.find(one.name);
    if (shadow != shadows.end()) write_shadow(host, field, *shadow->second);
    if (session && (shadow == shadows.end() || shadow->second->usable)) host.with_password.push_back(known.size() - 1);
  }
}

// How the passwords are kept: only a broken method is told, for the scanner may not have looked at all of them.
void write_stored_scap_passwords(ScapHost& host) {
  const auto id = host.findings.facts[Json::json_pointer(host.at("/id"))].get<std::string>();
  std::vector<const ScapShadow*> broken;
  for (const auto& one : host.seen->shadows) {
    if (one.usable && one.broken) broken.push_back(&one);
  }
  if (broken.empty()) return;
  const auto pointer =
      host.findings.append("/data_assets",
                           {{"id", id + " passwords"},
                            {"name", "passwords of the accounts of " + id},
                            {"kinds", {"authentication"}},
                            {"processed_by", Json::array({id})},
                            {"stores", Json::array({{{"place", "/etc/shadow"}, {"encryption", "broken-cipher"}}})}},
                           0);
  for (const auto* one : broken) {
    host.findings.witness(pointer, one->line);
    host.findings.pieces[one->piece].use = Use::fact;
  }
  host.findings.incomplete("/data_assets");
}

// Packages that a rule wants removed, and that the scanner found.
void write_software(ScapHost& host) {
  for (const auto& package : host.seen->packages) {
    const auto rules = host.failed("package_" + package.name + "_removed");
    if (rules.empty()) continue;
    Json software{{"name", package.name}};
    if (Version::valid(package.version)) software["version"] = package.version;
    const auto field = host.put_element("/software", software);
    host.witness(field, package.line, package.piece);
    host.witness(field, rules);
  }
}

}  // namespace

void write_scap_machine(ScapHost& host, std::string_view file_name) {
  write_identity(host, file_name);
  write_system(host);
  host.findings.pieces[host.run.ended.piece].use = Use::fact;
  if (host.seen == nullptr) return;
  write_accounts(host);
  write_stored_scap_passwords(host);
  write_software(host);
}

}  // namespace dengbao::importing
