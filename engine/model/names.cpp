#include "model/names.h"

namespace dengbao::model {
namespace {

// Calls `visit` with the whole name and with every end of it that follows a dot, until it answers true.
template <typename Visit>
auto any_end(std::string_view name, Visit visit) -> bool {
  for (;;) {
    if (visit(name)) return true;
    const auto dot = name.find('.');
    if (dot == std::string_view::npos) return false;
    name.remove_prefix(dot + 1);
  }
}

}  // namespace

// Linear in practice: backtracks to the last star only.
auto matches_glob(std::string_view pattern, std::string_view text) -> bool {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t mark = 0;
  while (t < text.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t]) && pattern[p] != '*') {
      ++p;
      ++t;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      mark = t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++mark;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

auto matches_name(std::string_view pattern, std::string_view name) -> bool {
  return any_end(name, [&](std::string_view end) { return matches_glob(pattern, end); });
}

auto is_end_of_name(std::string_view end, std::string_view name) -> bool {
  return any_end(name, [&](std::string_view part) { return part == end; });
}

}  // namespace dengbao::model
