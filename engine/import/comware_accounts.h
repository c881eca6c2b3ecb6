#pragma once

#include "import/config_text.h"
#include "import/device.h"

namespace dengbao::importing {

// Accounts as H3C devices have them, and the rules for their passwords.
class ComwareAccounts {
 public:
  // `local-user admin class manage` with its block; without a class, or in Comware 5, for management, too.
  void read_account(Config& config, std::size_t line, Device& device);
  // `domain …` with its block: whether a server knows accounts, too.
  void read_domain(Config& config, std::size_t line, Device& device);
  // `password-control length 10`, `… composition type-number 3 type-length 1`, `… aging 90`, `… history 5`,
  // `… login-attempt 5 exceed lock-time 15`
  void read_control(Config& config, std::size_t line);
  // The rules hold where they were switched on.
  void finish(Device& device) const;

 private:
  auto read_account_line(const ConfigLine& one, DeviceAccount& account, bool guest, Device& device) -> bool;
  void read_lock_out(const ConfigLine& one, std::uint32_t failures);

  bool control_ = false;  // `password-control enable`
  PasswordRules rules_;
  std::optional<DeviceLockOut> lock_out_;
};

}  // namespace dengbao::importing
