#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dengbao::collect {

// What one start-up file of the shell says of TMOUT, the seconds after which an idle shell ends.
struct ShellTimeout {
  std::optional<std::int64_t> seconds;  // 0 switches it off
  bool conditional = false;             // set only under some condition: what applies cannot be told from the text
};

// The last plain assignment counts (`TMOUT=600`, `export TMOUT=600`, `readonly TMOUT=600`); one inside `if`, `case`,
// a loop, a function, or after `&&` or `||` is conditional.
[[nodiscard]] auto parse_shell_timeout(std::string_view text) -> ShellTimeout;

}  // namespace dengbao::collect
