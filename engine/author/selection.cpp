#include "author/selection.h"

#include <algorithm>

#include "model/names.h"

namespace dengbao::author {

auto Selection::has(const model::Program& program, const model::Test& test) const -> bool {
  if (patterns.empty()) return true;
  return std::ranges::any_of(patterns, [&](const std::string& pattern) {
    return model::matches_glob(pattern, test.name.en) || model::matches_glob(pattern, test.name.zh) ||
           model::matches_name(pattern, test.module) || (test.of && program.requirements[*test.of].matches(pattern));
  });
}

auto Selection::has(const model::Requirement& requirement) const -> bool {
  return patterns.empty() || std::ranges::any_of(patterns, [&](const std::string& pattern) {
           return requirement.matches(pattern) || model::matches_name(pattern, requirement.module);
         });
}

auto Selection::has(std::string_view module, std::string_view name) const -> bool {
  const auto full = std::string(module) + "." + std::string(name);
  return patterns.empty() || std::ranges::any_of(patterns, [&](const std::string& pattern) {
           return model::matches_name(pattern, full) || model::matches_name(pattern, module);
         });
}

}  // namespace dengbao::author
