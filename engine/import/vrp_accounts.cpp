#include "import/vrp_accounts.h"

#include <algorithm>

#include "import/huawei_style.h"

namespace dengbao::importing {
namespace {

class VrpAccounts {
 public:
  VrpAccounts(Config& config, Device& device) : config_(config), device_(device) {}

  void read_block(std::size_t at) {
    used(at);
    for (const auto inner : config_.inside(at)) {
      const auto& head = line(inner);
      if (head.word(0) == "local-user" || head.word(0) == "local-aaa-user") {
        read_line(inner);
        if (head.begins({"local-aaa-user", "password", "policy"})) read_password_policy(inner);
      } else if (head.word(0) == "manager-user") {
        read_manager(inner);
      } else if (head.word(0) == "bind" && head.word(1) == "manager-user") {
        read_manager_role(inner);
      } else if (head.word(0) == "password-modify" || head.word(0) == "role" || head.word(0) == "task-group" ||
                 head.word(0) == "user-group" || head.word(0) == "domain") {
        config_.mark_block(inner, Use::unused);
      }
      if (head.begins({"undo", "local-user"})) config_.mark(inner, Use::unused);
      read_schemes(inner);
    }
  }

  void read_line(std::size_t at) {
    const auto& one = line(at);
    if (one.begins({"local-aaa-user", "wrong-password"})) return read_lock_out(at);
    if (one.begins({"local-user", "policy"})) return config_.mark(at, Use::unused);
    if (one.word(0) != "local-user" || one.words.size() < 2) return;
    auto& account = device_.account(one.word(1), one.number);
    used(at);
    take_settings(account, one, 2);
    // Old versions give each account a block of its own.
    for (const auto inner : config_.inside(at)) {
      if (!take_settings(account, line(inner), 0)) continue;
      used(inner);
      account.lines.push_back(line(inner).number);
    }
  }

 private:
  auto line(std::size_t at) -> ConfigLine& { return config_.lines()[at]; }
  void used(std::size_t at) { config_.mark(at, Use::fact); }

  void read_schemes(std::size_t at) {
    if (line(at).word(0) != "authentication-scheme") return;
    config_.mark(at, Use::unused);
    for (const auto inner : config_.inside(at)) {
      if (line(inner).word(0) != "authentication-mode") continue;
      for (const auto word : line(inner).words) {
        if (word == "radius" || word == "hwtacacs" || word == "ldap" || word == "ad") device_.accounts_elsewhere = true;
      }
      config_.mark(inner, Use::unused);
    }
  }

  // From this word of the line on; one line may say several things. Whether it says any.
  auto take_settings(DeviceAccount& account, const ConfigLine& one, std::size_t first) -> bool {
    bool any = false;
    for (std::size_t i = first; i < one.words.size(); ++i) {
      const auto word = one.word(i);
      if (word == "password") {
        i = take_password(account, one, i + 1);
      } else if (word == "level") {
        if (const auto level = whole_number(one.word(++i))) set_level(account, *level);
      } else if (word == "service-type") {
        i = take_services(account, one, i + 1) - 1;
      } else if (word == "state") {
        account.enabled = one.word(++i) != "block";
      } else if (word == "expire-date") {
        account.expires = slashed_date(one.word(++i));
      } else {
        continue;
      }
      any = true;
    }
    return any;
  }

  // Behind the services; `level` may follow them. A word that is none of those known leaves open who comes in by it.
  static auto take_services(DeviceAccount& account, const ConfigLine& one, std::size_t place) -> std::size_t {
    constexpr std::string_view known[] = {"terminal", "telnet", "ssh",    "ftp",   "http", "https", "web",  "ppp",
                                          "x25-pad",  "bind",   "x25pad", "8021x", "api",  "l2tp",  "none", "sslvpn"};
    bool all = account.services_are_all.value_or(true);
    for (; place < one.words.size() && one.word(place) != "level"; ++place) {
      all = all && std::ranges::find(known, one.word(place)) != std::end(known);
      account.services.insert(std::string(one.word(place)));
    }
    account.services_are_all = all;
    return place;
  }

  // Where the password ends.
  auto take_password(DeviceAccount& account, const ConfigLine& one, std::size_t place) -> std::size_t {
    account.has_password = true;
    const auto cover = huawei_cover(one.word(place));
    device_.stored_passwords.push_back({cover == SecretCover::unclear ? SecretCover::clear : cover, one.number});
    // A cipher text may hold blanks in no version; what follows is the next setting.
    return cover == SecretCover::unclear ? place : place + 1;
  }

  // Levels 3 to 15 may use every command of management.
  static void set_level(DeviceAccount& account, std::uint32_t level) {
    account.superuser = level >= 3;
    account.roles = {level >= 3 ? "administrator" : level == 2 ? "operator" : "user"};
  }

  static auto slashed_date(std::string_view text) -> std::optional<Date> {
    std::string dashed(text);
    std::ranges::replace(dashed, '/', '-');
    return Date::parse(dashed);
  }

  // Firewalls: accounts in blocks of their own, roles bound to them.
  void read_manager(std::size_t at) {
    const auto name = std::string(line(at).word(1));
    auto& account = device_.account(name, line(at).number);
    used(at);
    for (const auto inner : config_.inside(at)) {
      const auto& one = line(inner);
      used(inner);
      if (one.word(0) == "password") {
        static_cast<void>(take_password(account, one, 1));
      } else if (one.word(0) == "service-type") {
        account.services_are_all = true;
        for (std::size_t i = 1; i < one.words.size(); ++i) {
          account.services.insert(one.word(i) == "web" ? "https" : std::string(one.word(i)));
        }
      } else if (one.word(0) == "level") {
        if (const auto level = whole_number(one.word(1))) set_level(account, *level);
      } else if (one.word(0) == "state") {
        account.enabled = one.word(1) != "block";
      } else {
        config_.mark(inner, Use::unused);
        continue;
      }
      account.lines.push_back(one.number);
    }
  }

  // `bind manager-user audit-admin role audit-admin`
  void read_manager_role(std::size_t at) {
    const auto& one = line(at);
    const auto role = one.word(one.find("role") + 1);
    if (role.empty()) return;
    auto& account = device_.account(one.word(2), one.number);
    used(at);
    if (role == "audit-admin") {
      account.roles = {"auditor"};
      account.superuser = false;
    } else if (role == "system-admin" || role == "device-admin") {
      account.roles = {"administrator"};
      account.superuser = role == "system-admin";
    } else {
      account.roles = {"operator"};
    }
  }

  void read_password_policy(std::size_t at) {
    used(at);
    auto& rules = device_.passwords;
    for (const auto inner : config_.inside(at)) {
      const auto& one = line(inner);
      const auto number = whole_number(one.words.empty() ? "" : one.words.back());
      const auto said = number ? std::optional(Said<std::uint32_t>{*number, one.number}) : std::nullopt;
      if (one.begins({"password", "expire"})) rules.max_age_days = said;
      if (one.begins({"password", "history"})) rules.history = said;
      if (one.begins({"password", "min-length"})) rules.min_length = said;
      const bool known = one.begins({"password", "expire"}) || one.begins({"password", "history"}) ||
                         one.begins({"password", "min-length"});
      config_.mark(inner, known && said ? Use::fact : one.word(0) == "password" ? Use::unused : Use::unknown);
    }
  }

  // `local-aaa-user wrong-password retry-interval 5 retry-time 3 block-time 5`, times in minutes
  void read_lock_out(std::size_t at) {
    const auto& one = line(at);
    const auto failures = whole_number(one.word(one.find("retry-time") + 1));
    const auto minutes = whole_number(one.word(one.find("block-time") + 1));
    if (!failures || !minutes) return;
    const auto duration = *minutes == 0 ? std::string("P99Y") : "PT" + std::to_string(*minutes) + "M";
    device_.lock_out = DeviceLockOut{*failures, duration, one.number};
    used(at);
  }

  Config& config_;
  Device& device_;
};

}  // namespace

void read_vrp_accounts(Config& config, std::size_t at, Device& device) { VrpAccounts(config, device).read_block(at); }
void read_vrp_account(Config& config, std::size_t at, Device& device) { VrpAccounts(config, device).read_line(at); }

}  // namespace dengbao::importing
