#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/text.h"

namespace dengbao::collect {

struct PamLine {
  std::string type;     // auth, account, password, session
  std::string control;  // "required", "[success=1 default=ignore]"
  std::string module;   // file name without folder: "pam_unix.so"
  std::vector<std::string> arguments;
};

// A service's stack with its includes followed.
struct PamStack {
  std::vector<PamLine> lines;
  std::vector<std::string> unread;  // included files that could not be read
};

// The text of a file of /etc/pam.d by its name; nothing where it cannot be read.
using PamFileReader = std::function<std::optional<std::string>(const std::string& name)>;
[[nodiscard]] auto parse_pam(std::string_view text, const PamFileReader& file) -> PamStack;

// What PAM enforces when a user changes the password. (Nothing of it binds root, who sets other people's passwords.)
struct PasswordRules {
  bool known = true;        // false where a module that we do not understand sets rules, or an include was unreadable
  std::string why_unknown;  // then
  std::int64_t min_length = 0;
  std::int64_t min_kinds = 0;              // how many of digits, upper case, lower case, others must occur
  bool quality_module = false;             // pam_pwquality or pam_cracklib checks new passwords
  std::optional<std::int64_t> remembered;  // former passwords refused; nothing: none are
  std::string hash_scheme;                 // for new passwords; "" where the module's default applies
};

// `pwquality` are the settings of pwquality.conf, `history` those of pwhistory.conf.
[[nodiscard]] auto password_rules(const PamStack& stack, const Settings& pwquality, const Settings& history)
    -> PasswordRules;

// Locking after failed log-ins by pam_faillock or pam_tally2.
struct LockOut {
  std::int64_t attempts = 0;  // failures until locked
  std::int64_t seconds = 0;   // until unlocked; 0: until an administrator does it
  bool root_too = false;
};

// Nothing where no module of the stack locks. `faillock` are the settings of faillock.conf.
[[nodiscard]] auto lock_out(const PamStack& stack, const Settings& faillock) -> std::optional<LockOut>;

// True where an empty password is accepted (`nullok` at pam_unix in auth).
[[nodiscard]] auto accepts_empty_password(const PamStack& stack) -> bool;

// A second factor: a module that asks for a one-time code, a smart card or a token, and is required.
[[nodiscard]] auto second_factor_module(const PamStack& stack) -> std::optional<std::string>;

}  // namespace dengbao::collect
