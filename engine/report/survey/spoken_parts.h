#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dengbao::report {

// A part of a line that answers for many things: `22 for ssh, sshd`, `12 except db-1`, `12`.
struct SpokenPart {
  std::string whole;  // as it was said
  std::string answer;
  std::vector<std::string> names;  // none: for all that are left
  bool except = false;             // for all but these
};

// The parts of a line, which `|` parts; in either language: `22 用于 ssh、sshd | 443`, `12 除 db-1`. In quotes nothing
// is parted.
[[nodiscard]] auto spoken_parts(std::string_view line) -> std::vector<SpokenPart>;

}  // namespace dengbao::report
