#include <algorithm>
#include <map>
#include <set>

#include "collect/accounts.h"
#include "collect/sudoers.h"
#include "collect/survey_machine.h"

// The accounts of passwd, what shadow says of their passwords, who may become root.
namespace dengbao::collect {
namespace {

enum class Answer : std::uint8_t { no, yes, unknown };

struct Sources {
  Reading passwd;
  Reading shadow;
  Reading group;
  std::vector<PasswdEntry> accounts;
  std::map<std::string, ShadowEntry> shadows;
  std::vector<GroupEntry> groups;
  PamService log_in;      // how the console and ssh ask for a password
  PamService change;      // how a password is changed
  SettingsFiles quality;  // pwquality.conf
  Settings history;
  Sudoers sudo;
  std::vector<Reading> sudo_readings;
  bool sudo_known = true;  // false: installed, but its rules could not be read
};

auto first_found(const Machine& machine, std::initializer_list<const char*> names) -> PamService {
  for (const auto* name : names) {
    if (auto service = read_pam_service(machine, name); service.found) return service;
  }
  return {};
}

void read_sudo(const Machine& machine, Sources& sources) {
  auto main = machine.read("/etc/sudoers");
  if (main.status == ReadStatus::absent) return;
  sources.sudo_known = main.ok();
  if (!main.ok()) return;
  const auto include = [&](const std::string& path, bool folder) {
    std::vector<std::string> paths{path};
    if (folder) paths = matching_files(machine, path + "/*");
    std::vector<IncludedText> texts;
    if (folder && machine.look(path) == ReadStatus::unreadable) texts.push_back({path, false, {}});
    for (const auto& file : paths) {
      const bool passed_over = folder && (file.ends_with('~') || file.find('.', path.size()) != std::string::npos);
      if (passed_over) continue;  // as sudo does
      auto reading = machine.read(file);
      texts.push_back({file, reading.ok(), reading.text});
      if (reading.ok()) sources.sudo_readings.push_back(std::move(reading));
    }
    return texts;
  };
  sources.sudo = parse_sudoers(main.text, include);
  sources.sudo_known = sources.sudo.unread.empty();
  sources.sudo_readings.push_back(std::move(main));
}

auto read_sources(const Machine& machine) -> Sources {
  Sources sources;
  sources.passwd = machine.read("/etc/passwd");
  sources.shadow = machine.read("/etc/shadow");
  sources.group = machine.read("/etc/group");
  sources.accounts = parse_passwd(sources.passwd.text);
  for (auto& entry : parse_shadow(sources.shadow.text)) {
    auto name = entry.name;
    sources.shadows.emplace(std::move(name), std::move(entry));
  }
  sources.shadow.text.clear();  // the hashes end here
  sources.groups = parse_group(sources.group.text);
  sources.log_in = first_found(machine, {"login", "common-auth", "system-auth"});
  sources.change = first_found(machine, {"passwd", "common-password", "system-auth"});
  sources.quality = read_settings_files(machine, "/etc/security/pwquality.conf", "/etc/security/pwquality.conf.d");
  const auto history = machine.read("/etc/security/pwhistory.conf");
  read_settings(history.text, sources.history);
  read_sudo(machine, sources);
  return sources;
}

// What may be said of one account's ways in.
struct WaysIn {
  Answer password = Answer::unknown;  // some password matches
  Answer empty = Answer::unknown;     // no password is asked for
  Answer key = Answer::unknown;
};

struct Finder {
  Survey& survey;
  Sources sources;
  std::optional<PasswordRules> rules;

  void find();
  void find_account(const PasswdEntry& account, std::size_t index);
  void find_password(const PasswdEntry& account, const std::string& pointer, Json& json);
  void find_last_login(const PasswdEntry& account, const std::string& pointer, Json& json);
  void find_vendor(const PasswdEntry& account, const WaysIn& ways, const std::string& pointer, Json& json);
  [[nodiscard]] auto ways_in(const PasswdEntry& account) const -> WaysIn;
  [[nodiscard]] auto key_log_in(const PasswdEntry& account) const -> Answer;
  [[nodiscard]] auto authorized_keys(const PasswdEntry& account) const -> Answer;
  [[nodiscard]] auto shadow_of(const PasswdEntry& account) const -> const ShadowEntry*;
  [[nodiscard]] auto roles(const PasswdEntry& account, bool session) const -> std::optional<Json>;
  [[nodiscard]] auto is_root_by_group(const PasswdEntry& account) const -> bool;
};

auto Finder::shadow_of(const PasswdEntry& account) const -> const ShadowEntry* {
  const auto found = sources.shadows.find(account.name);
  return found == sources.shadows.end() ? nullptr : &found->second;
}

// A password that ran out, and then stayed unchanged for the days of grace, opens nothing any more.
auto ran_out(const ShadowEntry& entry, std::int64_t today) -> bool {
  return entry.last_change && *entry.last_change > 0 && entry.max_days && entry.inactive_days &&
         *entry.last_change + *entry.max_days + *entry.inactive_days < today;
}

auto key_file(const PasswdEntry& account, std::string pattern) -> std::string {
  const auto replace = [&](std::string_view mark, const std::string& by) {
    const auto at = pattern.find(mark);
    if (at != std::string::npos) pattern.replace(at, mark.size(), by);
  };
  replace("%h", account.home);
  replace("%u", account.name);
  return pattern.starts_with('/') ? pattern : account.home + '/' + pattern;
}

auto Finder::authorized_keys(const PasswdEntry& account) const -> Answer {
  const auto patterns = survey.ssh.settings->text("authorizedkeysfile").value_or(".ssh/authorized_keys");
  auto answer = Answer::no;
  for (const auto pattern : words(patterns)) {
    if (pattern == "none") continue;
    const auto reading = survey.machine.read(key_file(account, std::string(pattern)));
    if (reading.status == ReadStatus::unreadable) answer = Answer::unknown;
    if (reading.ok() && !config_lines(reading.text).empty()) return Answer::yes;
  }
  return answer;
}

auto Finder::key_log_in(const PasswdEntry& account) const -> Answer {
  if (!survey.ssh.installed) return Answer::no;
  if (!survey.ssh.settings) return Answer::unknown;
  const auto& ssh = *survey.ssh.settings;
  const auto set = [&](const char* key) { return ssh.text(key).value_or("none") != "none"; };
  if (set("authorizedkeyscommand") || set("trustedusercakeys") || ssh.has_match) return Answer::unknown;
  if (ssh.yes("pubkeyauthentication") == false) return Answer::no;
  if (account.uid == 0 && ssh.text("permitrootlogin") == "no") return Answer::no;
  const auto keys = authorized_keys(account);
  const bool restricted = !ssh.allowed.empty() || set("denyusers") || set("denygroups");
  return keys == Answer::yes && restricted ? Answer::unknown : keys;
}

auto Finder::ways_in(const PasswdEntry& account) const -> WaysIn {
  WaysIn ways;
  ways.key = key_log_in(account);
  const auto today = survey.options.as_of.days;
  const auto* shadow = shadow_of(account);
  const bool empty = account.password == PasswdEntry::Password::empty ||
                     (shadow != nullptr && shadow->password == ShadowEntry::Password::empty);
  if (account.password == PasswdEntry::Password::in_shadow && shadow == nullptr) {
    if (!sources.shadow.ok()) return ways;
    ways.password = ways.empty = Answer::no;  // no entry: nothing matches
    return ways;
  }
  const bool usable = shadow == nullptr || !ran_out(*shadow, today);
  const bool set = account.password == PasswdEntry::Password::here ||
                   (shadow != nullptr && shadow->password == ShadowEntry::Password::set);
  ways.password = set && !empty && usable ? Answer::yes : Answer::no;
  ways.empty = Answer::no;
  if (empty && !sources.log_in.found) ways.empty = Answer::unknown;
  if (empty && sources.log_in.found && accepts_empty_password(sources.log_in.stack)) ways.empty = Answer::yes;
  if (shadow != nullptr && expired(*shadow, today)) ways = {Answer::no, Answer::no, Answer::no};
  return ways;
}

// Groups whose members can make themselves root without being asked anything.
auto Finder::is_root_by_group(const PasswdEntry& account) const -> bool {
  static const std::set<std::string> groups{"docker", "lxd", "disk"};
  return std::any_of(sources.groups.begin(), sources.groups.end(), [&](const GroupEntry& group) {
    if (!groups.contains(group.name)) return false;
    const auto members = members_of(group, sources.accounts);
    return std::find(members.begin(), members.end(), account.name) != members.end();
  });
}

auto concerns(const SudoRule& rule, const PasswdEntry& account, const Sources& sources) -> bool {
  if (rule.who == "ALL" || rule.who == account.name || rule.who == '#' + std::to_string(account.uid)) return true;
  if (!rule.who.starts_with('%')) return false;
  return std::any_of(sources.groups.begin(), sources.groups.end(), [&](const GroupEntry& group) {
    if (rule.who != '%' + group.name) return false;
    const auto members = members_of(group, sources.accounts);
    return std::find(members.begin(), members.end(), account.name) != members.end();
  });
}

// What the machine lets the account do, not what its owner is employed for: a member of `adm` may be an auditor, so
// nothing is said of him.
auto Finder::roles(const PasswdEntry& account, bool session) const -> std::optional<Json> {
  if (account.uid == 0 || is_root_by_group(account)) return Json::array({"administrator"});
  if (!session) return Json::array({"service"});
  if (!sources.sudo_known || !sources.group.ok()) return std::nullopt;
  bool some = false;
  for (const auto& rule : sources.sudo.rules) {
    if (!concerns(rule, account, sources)) continue;
    if (rule.all_commands) return Json::array({"administrator"});
    some = true;
  }
  if (some) return Json::array({"operator"});
  return account.uid >= 1000 ? std::nullopt : std::optional(Json::array({"service"}));
}

void Finder::find_password(const PasswdEntry& account, const std::string& pointer, Json& json) {
  auto& password = json["password"] = Json::object();
  const auto* shadow = shadow_of(account);
  password["empty"] = account.password == PasswdEntry::Password::empty ||
                      (shadow != nullptr && shadow->password == ShadowEntry::Password::empty);
  if (rules && rules->known) {
    password["min_length"] = rules->min_length;
    password["character_kinds"] = rules->min_kinds;
    password["history"] = rules->remembered.value_or(0);
  } else if (rules) {
    for (const auto* rule : {"min_length", "character_kinds"}) {
      survey.findings.absent(pointer + "/password/" + rule, Because::collection_failed,
                             {rules->why_unknown, "PAM 口令规则无法判定"});
    }
  }
  if (shadow == nullptr) return;
  if (const auto days = password_max_days(*shadow)) {
    password["max_age"] = 'P' + std::to_string(*days) + 'D';
  } else {
    survey.findings.absent(pointer + "/password/max_age", Because::does_not_exist,
                           {"shadow sets no age after which the password of " + account.name + " must be changed",
                            "shadow 未规定 " + account.name + " 的口令须在多久后更换"});
  }
  constexpr std::int64_t latest = 2'900'000;  // within the years of a date
  if (shadow->last_change && *shadow->last_change > 0 && *shadow->last_change < latest) {
    password["changed_on"] = Date{static_cast<std::int32_t>(*shadow->last_change)}.to_string();
  }
}

void Finder::find_last_login(const PasswdEntry& account, const std::string& pointer, Json& json) {
  const auto reading = survey.machine.read_at(
      "/var/log/lastlog", static_cast<std::uint64_t>(account.uid) * lastlog_record_size, lastlog_record_size);
  if (const auto time = parse_lastlog_record(reading.text)) {
    json["last_login"] = Instant{*time * 1'000'000}.day().to_string();
    survey.findings.witness(pointer + "/last_login", "/var/log/lastlog");
  } else if (reading.status == ReadStatus::unreadable) {
    survey.findings.absent(pointer + "/last_login", Because::collection_failed,
                           {"/var/log/lastlog cannot be read", "无法读取 /var/log/lastlog"});
  } else {
    // No record may also mean that the file was emptied, or that this system keeps none: not "never".
    survey.findings.absent(pointer + "/last_login", Because::collection_failed,
                           {"/var/log/lastlog holds no record of " + account.name,
                            "/var/log/lastlog 中没有 " + account.name + " 的登录记录"});
  }
}

// Names that makers of cloud images give to the first account; whether a person chose one here cannot be seen.
auto is_image_name(const std::string& name) -> bool {
  static const std::set<std::string> names{"admin",  "alpine", "centos", "cloud-user", "debian", "ec2-user",
                                           "fedora", "opc",    "pi",     "rocky",      "ubuntu", "vagrant"};
  return names.contains(name);
}

void Finder::find_vendor(const PasswdEntry& account, const WaysIn& ways, const std::string& pointer, Json& json) {
  if (account.uid < 100) json["vendor_account"] = true;  // numbers that distributions give out themselves
  if (account.uid >= 1000 && !is_image_name(account.name)) json["vendor_account"] = account.uid == 65534;
  if (ways.password == Answer::no && ways.empty == Answer::no) {
    json["vendor_password"] = false;
  } else if (shell_gives_session(account.shell)) {
    survey.findings.absent(
        pointer + "/vendor_password", Because::not_looked,
        {"whether a shipped password still works is not tried out", "未尝试出厂默认口令是否仍可登录"});
  }
}

auto methods(const WaysIn& ways) -> Json {
  auto result = Json::array();
  if (ways.password == Answer::yes) result.push_back("password");
  if (ways.key == Answer::yes) result.push_back("key");
  if (ways.empty == Answer::yes) result.push_back("nothing-asked");
  return result;
}

// The factors of the weakest way in, because an intruder takes that one.
auto factors(const WaysIn& ways) -> Json {
  if (ways.empty == Answer::yes) return Json::array();
  return ways.password == Answer::yes ? Json::array({"knowledge"}) : Json::array({"cryptographic"});
}

// What may be said about logging in: everything, if all three ways are decided; enabled already if one is open.
void Finder::find_account(const PasswdEntry& account, std::size_t index) {
  const auto pointer = "/accounts/" + std::to_string(index);
  auto& json =
      survey.findings.host["accounts"].emplace_back(Json{{"name", account.name}, {"uid", std::to_string(account.uid)}});
  const bool session = shell_gives_session(account.shell);
  const auto ways = session ? ways_in(account) : WaysIn{Answer::no, Answer::no, Answer::no};
  const bool decided = ways.password != Answer::unknown && ways.empty != Answer::unknown && ways.key != Answer::unknown;
  const bool open = ways.password == Answer::yes || ways.empty == Answer::yes || ways.key == Answer::yes;
  if (open || decided) json["enabled"] = open;
  if (auto found = roles(account, session)) json["roles"] = std::move(*found);
  if (decided) json["login"] = methods(ways);
  const Localised why{"not all ways to log in could be read (shadow, authorized keys, settings of sshd)",
                      "部分登录方式无法读取（shadow、公钥授权文件、sshd 设置）"};
  if (!decided) survey.findings.absent(pointer + "/login", Because::collection_failed, why);
  if (!decided && !open) survey.findings.absent(pointer + "/enabled", Because::collection_failed, why);
  const bool second =
      second_factor_module(sources.log_in.stack).has_value() ||
      (survey.ssh.settings && survey.ssh.settings->text("authenticationmethods").value_or("any") != "any");
  if (decided && open && !second) json["factors"] = factors(ways);
  if (ways.password == Answer::yes || ways.empty == Answer::yes) {
    find_password(account, pointer, json);
  } else if (open && decided) {
    survey.findings.absent(pointer + "/password", Because::does_not_exist,
                           {account.name + " has no password that matches", account.name + " 没有可用的口令"});
  }
  find_vendor(account, ways, pointer, json);
  if (decided && !open) return;
  find_last_login(account, pointer, json);
  const auto* shadow = shadow_of(account);
  if (shadow == nullptr) return;
  if (shadow->expires && *shadow->expires < 2'900'000) {
    json["expires_on"] = Date{static_cast<std::int32_t>(*shadow->expires)}.to_string();
  } else {
    survey.findings.absent(
        pointer + "/expires_on", Because::does_not_exist,
        {"shadow sets no expiry date for " + account.name, "shadow 未设置 " + account.name + " 的有效期"});
  }
}

void Finder::find() {
  auto& findings = survey.findings;
  if (!sources.passwd.ok()) {
    findings.absent("/accounts", Because::collection_failed, {"/etc/passwd cannot be read", "无法读取 /etc/passwd"});
    return;
  }
  if (sources.change.found) rules = password_rules(sources.change.stack, sources.quality.settings, sources.history);
  findings.host["accounts"] = Json::array();
  for (const auto* reading : {&sources.passwd, &sources.shadow, &sources.group})
    findings.witness("/accounts", *reading);
  for (const auto* readings : {&sources.sudo_readings, &sources.change.readings, &sources.quality.readings,
                               &sources.log_in.readings, &survey.ssh.readings}) {
    for (const auto& reading : *readings) findings.witness("/accounts", reading);
  }
  for (std::size_t i = 0; i < sources.accounts.size(); ++i) find_account(sources.accounts[i], i);

  const auto switches = survey.machine.read("/etc/nsswitch.conf");
  for (const auto& line : config_lines(switches.text)) {
    if (!line.starts_with("passwd:")) continue;
    for (const auto* directory : {"sss", "ldap", "winbind", "nis"}) {
      const auto parts = words(line);
      if (std::find(parts.begin(), parts.end(), directory) == parts.end()) continue;
      findings.incomplete("/accounts", {"accounts also come from a directory service", "账户还来自目录服务"});
      return;
    }
  }
}

}  // namespace

void find_accounts(Survey& survey) {
  Finder finder{survey, read_sources(survey.machine), std::nullopt};
  finder.find();
}

}  // namespace dengbao::collect
