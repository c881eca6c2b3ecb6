#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collect/text.h"

namespace dengbao::collect {

// The settings of the SSH server that apply to everybody.
struct SshdSettings {
  Settings values;                   // lower-case keyword → its value; the first in the file wins
  std::vector<std::string> ports;    // Port adds up
  std::vector<std::string> listen;   // ListenAddress too
  std::vector<std::string> allowed;  // AllowUsers and AllowGroups ("group" with a leading %)
  bool has_match = false;            // `Match` blocks give other settings to some: not looked into
  std::vector<std::string> unread;   // included files that could not be read

  [[nodiscard]] auto number(const std::string& key) const -> std::optional<std::int64_t>;
  [[nodiscard]] auto text(const std::string& key) const -> std::optional<std::string>;
  [[nodiscard]] auto yes(const std::string& key) const -> std::optional<bool>;  // nothing for other words
  // "2m", "1h30m", "120"
  [[nodiscard]] auto seconds(const std::string& key) const -> std::optional<std::int64_t>;
};

// The texts of the files that a pattern of an Include line names, in order; nothing where one cannot be read.
struct SshdFile {
  std::string path;
  std::optional<std::string> text;
};
using SshdInclude = std::function<std::vector<SshdFile>(const std::string& pattern)>;

// The configuration file; keywords that it leaves out get OpenSSH's own defaults.
[[nodiscard]] auto parse_sshd_config(std::string_view text, const SshdInclude& include) -> SshdSettings;

// The output of `sshd -T`, which has a line for every keyword.
[[nodiscard]] auto parse_sshd_effective(std::string_view text) -> SshdSettings;

}  // namespace dengbao::collect
