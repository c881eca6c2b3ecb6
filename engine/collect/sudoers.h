#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dengbao::collect {

// Who may become root by sudo: one user specification that allows root as the target.
struct SudoRule {
  std::string who;            // "alice", "%wheel" (a group), "ALL"
  bool all_commands = false;  // else only some
  bool no_password = false;
};

struct Sudoers {
  std::vector<SudoRule> rules;
  std::vector<std::string> unread;  // includes that could not be read
};

// The texts that an include names; nothing in the vector where it cannot be read. A folder gives all its files.
struct IncludedText {
  std::string path;
  bool ok = false;
  std::string text;
};
using IncludeReader = std::function<std::vector<IncludedText>(const std::string& path, bool folder)>;

// User aliases are resolved, includes are followed (at most 16 deep), host lists are taken to mean this host.
[[nodiscard]] auto parse_sudoers(std::string_view text, const IncludeReader& include) -> Sudoers;

}  // namespace dengbao::collect
