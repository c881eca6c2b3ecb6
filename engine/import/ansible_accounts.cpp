#include <algorithm>

#include "import/ansible_host.h"
#include "import/network_terms.h"

// Accounts of a host, as tasks with `getent` of Ansible told them: passwd, shadow, group.
namespace dengbao::importing {
namespace {

constexpr std::uint32_t last_day = 2'900'000;  // within the years of a date

// A shell that gives nobody a session.
auto refuses_session(std::string_view shell) -> bool {
  constexpr std::string_view none[] = {"nologin", "false", "sync", "halt", "shutdown"};
  const auto name = shell.substr(shell.rfind('/') + 1);
  return std::ranges::find(none, name) != std::end(none);
}

auto field(const std::vector<std::string>& entry, std::size_t place) -> std::string {
  return place < entry.size() ? entry[place] : std::string();
}

// What the second field of shadow holds; of a hash only how good it is.
enum class Shadowed : std::uint8_t { locked, empty, hashed, weakly_hashed };
auto shadowed(std::string_view text) -> Shadowed {
  if (text.empty()) return Shadowed::empty;
  if (text.front() == '!' || text.front() == '*' || text.size() < 13) return Shadowed::locked;
  constexpr std::string_view good[] = {"$5$", "$6$", "$y$", "$7$", "$gy$", "$2a$", "$2b$", "$2y$"};
  const bool strong = std::ranges::any_of(good, [&](std::string_view one) { return text.starts_with(one); });
  return strong ? Shadowed::hashed : Shadowed::weakly_hashed;
}

// The entries of a database by the account's name.
using Database = std::map<std::string, std::pair<std::vector<std::string>, std::uint32_t>>;

auto database(const AnsibleHost& host, const std::string& name, std::set<std::string>& used) -> Database {
  Database entries;
  const auto found = host.facts.find(name);
  if (found == host.facts.end()) return entries;
  used.insert(name);
  auto& json = *found->second.json;
  for (auto& part : json.members(*found->second.node)) {
    auto& [fields, line] = entries[part.key];
    fields = getent_fields(json, part.value);
    line = json.line_of(part.value);
  }
  return entries;
}

class AccountWriter {
 public:
  AccountWriter(const AnsibleHost& host, std::string pointer, std::optional<Date> day, Findings& findings,
                std::set<std::string>& used)
      : pointer_(std::move(pointer)),
        day_(day),
        findings_(findings),
        passwd_(database(host, "getent_passwd", used)),
        shadow_(database(host, "getent_shadow", used)),
        groups_(database(host, "getent_group", used)) {}

  void write() {
    for (const auto& [name, entry] : passwd_) {
      if (entry.first.size() >= 6) write_account(name, entry.first, entry.second);
    }
    // A directory may know more than it lists.
    if (!passwd_.empty()) findings_.incomplete(pointer_ + "/accounts");
    write_stored();
  }

 private:
  void write_account(const std::string& name, const std::vector<std::string>& entry, std::uint32_t line) {
    const auto uid = whole_number(field(entry, 1));
    if (!uid) return;
    const auto at = findings_.append(pointer_ + "/accounts", {{"name", name}, {"uid", std::to_string(*uid)}}, line);
    const bool none = refuses_session(field(entry, 5));
    if (*uid == 0) findings_.put(at + "/superuser", true, line);
    if (*uid == 0 || is_root_by_group(name)) {
      findings_.put(at + "/roles", Json::array({"administrator"}), line);
    } else if (none) {
      findings_.put(at + "/roles", Json::array({"service"}), line);
    }
    if (none) {
      findings_.put(at + "/enabled", false, line);
      findings_.put(at + "/login", Json::array(), line);
    }
    const auto found = shadow_.find(name);
    if (found != shadow_.end()) write_password(at, found->second.first, found->second.second, none);
  }

  // Groups whose members can make themselves root without being asked anything.
  auto is_root_by_group(const std::string& name) const -> bool {
    constexpr std::string_view open[] = {"docker", "lxd", "disk"};
    return std::ranges::any_of(open, [&](std::string_view group) {
      const auto found = groups_.find(std::string(group));
      if (found == groups_.end()) return false;
      const auto members = ',' + field(found->second.first, 2) + ',';
      return members.find(',' + name + ',') != std::string::npos;
    });
  }

  void write_password(const std::string& at, const std::vector<std::string>& entry, std::uint32_t line, bool none) {
    const auto state = shadowed(field(entry, 0));
    if (state == Shadowed::hashed || state == Shadowed::weakly_hashed) {
      const bool weak = state == Shadowed::weakly_hashed;
      findings_.secret(line, SecretKind::password, weak ? SecretCover::weakly_hashed : SecretCover::hashed);
      worst_is_weak_ = worst_is_weak_ || weak;
      if (stored_line_ == 0) stored_line_ = line;
    }
    if (none) return;
    const auto expires = whole_number(field(entry, 6));
    const bool over = expires && *expires < last_day && day_ && static_cast<std::int64_t>(*expires) < day_->days;
    if (expires && *expires < last_day) {
      findings_.put(at + "/expires_on", Date{static_cast<std::int32_t>(*expires)}.to_string(), line);
    } else if (field(entry, 6).empty() || field(entry, 6) == "-1") {
      findings_.absent(at + "/expires_on", Gap::does_not_exist, "shadow sets no expiry date", line);
    }
    if (over) findings_.put(at + "/enabled", false, line);
    if (state == Shadowed::locked) return;  // a key may open it
    findings_.put(at + "/password/empty", state == Shadowed::empty, line);
    if (state == Shadowed::empty) return;  // whether that lets anybody in is decided elsewhere
    write_age(at, entry, line);
    const bool ran_out = has_run_out(entry);
    if (!over && day_ && !ran_out) findings_.put(at + "/enabled", true, line);
  }

  void write_age(const std::string& at, const std::vector<std::string>& entry, std::uint32_t line) {
    constexpr std::uint32_t never = 9999;
    const auto most = whole_number(field(entry, 3));
    if (most && *most < never) {
      findings_.put(at + "/password/max_age", 'P' + std::to_string(*most) + 'D', line);
    } else if (most || field(entry, 3).empty() || field(entry, 3) == "-1") {
      findings_.absent(at + "/password/max_age", Gap::does_not_exist,
                       "shadow sets no age after which the password must be changed", line);
    }
    const auto changed = whole_number(field(entry, 1));
    if (changed && *changed > 0 && *changed < last_day) {
      findings_.put(at + "/password/changed_on", Date{static_cast<std::int32_t>(*changed)}.to_string(), line);
    }
  }

  // The password ran out, and then stayed unchanged for the days of grace.
  auto has_run_out(const std::vector<std::string>& entry) const -> bool {
    const auto changed = whole_number(field(entry, 1));
    const auto most = whole_number(field(entry, 3));
    const auto grace = whole_number(field(entry, 5));
    if (!changed || *changed == 0 || !most || !grace || !day_) return false;
    return std::int64_t{*changed} + *most + *grace < day_->days;
  }

  // How the passwords are kept, by the worst.
  void write_stored() {
    if (stored_line_ == 0) return;
    const auto id = findings_.facts[Json::json_pointer(pointer_ + "/id")].get<std::string>();
    Json store{{"place", "/etc/shadow"}, {"encryption", worst_is_weak_ ? "broken-cipher" : "salted-hash"}};
    findings_.append("/data_assets",
                     {{"id", id + " passwords"},
                      {"name", "passwords of the accounts of " + id},
                      {"kinds", {"authentication"}},
                      {"processed_by", Json::array({id})},
                      {"stores", Json::array({std::move(store)})}},
                     stored_line_);
    findings_.incomplete("/data_assets");
  }

  std::string pointer_;
  std::optional<Date> day_;
  Findings& findings_;
  Database passwd_;
  Database shadow_;
  Database groups_;
  bool worst_is_weak_ = false;
  std::uint32_t stored_line_ = 0;
};

}  // namespace

auto getent_fields(LinedJson& json, LinedJson::Node& entry) -> std::vector<std::string> {
  std::vector<std::string> fields;
  for (const auto& part : json.elements(entry)) {
    fields.push_back(part.value.text.starts_with('"') ? text_of(part.value) : std::string(part.value.text));
  }
  return fields;
}

void write_ansible_accounts(const AnsibleHost& host, const std::string& pointer, std::optional<Date> day,
                            Findings& findings, std::set<std::string>& used) {
  AccountWriter(host, pointer, day, findings, used).write();
}

}  // namespace dengbao::importing
