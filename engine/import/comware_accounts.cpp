#include "import/comware_accounts.h"

#include <algorithm>

#include "import/huawei_style.h"

namespace dengbao::importing {
namespace {

void add_role(DeviceAccount& account, std::string_view role) {
  const bool all = role == "network-admin" || role == "level-15" || role == "mdc-admin" || role == "context-admin" ||
                   role == "vsys-admin" || role == "system-admin";
  const std::string ours = all                                                 ? "administrator"
                           : role == "security-audit" || role == "audit-admin" ? "auditor"
                           : role == "security-admin"                          ? "security-officer"
                           : role == "guest-manager" || role == "level-0"      ? "user"
                                                                               : "operator";
  account.superuser = account.superuser.value_or(false) || role == "network-admin" || role == "level-15";
  if (std::ranges::find(account.roles, ours) == account.roles.end()) account.roles.push_back(ours);
}

}  // namespace

void ComwareAccounts::read_account(Config& config, std::size_t at, Device& device) {
  auto& lines = config.lines();
  const auto& head = lines[at];
  auto& account = device.account(head.word(1), head.number);
  config.mark(at, Use::fact);
  const bool guest = head.word(2) == "class" && head.word(3) != "manage";
  if (guest) {
    account.roles = {"user"};
    account.superuser = false;
  }
  for (const auto inner : config.inside(at)) {
    if (!read_account_line(lines[inner], account, guest, device)) continue;
    config.mark(inner, Use::fact);
    account.lines.push_back(lines[inner].number);
  }
  account.services_are_all = device.complete;
}

auto ComwareAccounts::read_account_line(const ConfigLine& one, DeviceAccount& account, bool guest, Device& device)
    -> bool {
  const auto first = one.word(0);
  if (first == "password" && one.words.size() > 1) {
    account.has_password = true;
    const auto cover = huawei_cover(one.word(1));
    device.stored_passwords.push_back({cover == SecretCover::unclear ? SecretCover::clear : cover, one.number});
  } else if (first == "service-type") {
    for (std::size_t i = 1; i < one.words.size(); ++i) account.services.insert(std::string(one.word(i)));
  } else if (first == "state") {
    account.enabled = one.word(1) != "block";
  } else if (first == "authorization-attribute" && !guest) {
    for (std::size_t i = 1; i + 1 < one.words.size(); ++i) {
      if (one.word(i) == "user-role") add_role(account, one.word(i + 1));
      if (one.word(i) == "level") add_role(account, one.word(i + 1) == "3" ? "network-admin" : "network-operator");
    }
  } else {
    return false;
  }
  return true;
}

// ` authentication login radius-scheme X local`
void ComwareAccounts::read_domain(Config& config, std::size_t at, Device& device) {
  for (const auto inner : config.inside(at)) {
    const auto& one = config.lines()[inner];
    if (!one.begins({"authentication", "login"}) && !one.begins({"authentication", "default"})) continue;
    for (const auto word : one.words) {
      device.accounts_elsewhere =
          device.accounts_elsewhere || word == "radius-scheme" || word == "hwtacacs-scheme" || word == "ldap-scheme";
    }
  }
}

void ComwareAccounts::read_control(Config& config, std::size_t at) {
  const auto& one = config.lines()[at];
  if (one.words.size() == 2 && one.word(1) == "enable") {
    control_ = true;
    return config.mark(at, Use::fact);
  }
  const auto number = whole_number(one.word(one.word(1) == "composition" ? 3 : 2));
  if (!number) return;
  const auto said = Said<std::uint32_t>{*number, one.number};
  if (one.word(1) == "length") {
    rules_.min_length = said;
  } else if (one.begins({"password-control", "composition", "type-number"})) {
    rules_.kinds = said;
  } else if (one.word(1) == "aging") {
    rules_.max_age_days = said;
  } else if (one.word(1) == "history") {
    rules_.history = said;
  } else if (one.word(1) == "login-attempt") {
    read_lock_out(one, *number);
  } else {
    return;
  }
  config.mark(at, Use::fact);
}

void ComwareAccounts::read_lock_out(const ConfigLine& one, std::uint32_t failures) {
  const auto minutes = whole_number(one.word(one.find("lock-time") + 1));
  if (minutes) lock_out_ = DeviceLockOut{failures, "PT" + std::to_string(*minutes) + "M", one.number};
  if (one.word(4) == "lock") lock_out_ = DeviceLockOut{failures, "P99Y", one.number};
}

void ComwareAccounts::finish(Device& device) const {
  // Without `password-control enable` these rules hold for nobody.
  if (!control_) return;
  device.passwords = rules_;
  device.lock_out = lock_out_;
}

}  // namespace dengbao::importing
