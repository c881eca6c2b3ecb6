#include "eval/in_force.h"

#include <algorithm>

namespace dengbao::eval {

auto in_force(const model::Program& program, const model::Requirement& requirement, Date as_of) -> bool {
  return std::ranges::any_of(requirement.citations, [&](const model::Citation& citation) {
    const auto& source = program.sources[citation.source];
    return !source.draft && (!source.in_force_from || *source.in_force_from <= as_of) &&
           (!source.in_force_until || as_of < *source.in_force_until);
  });
}

auto advisory(const model::Program& program, const model::Requirement& requirement) -> bool {
  return std::ranges::all_of(requirement.citations,
                             [&](const model::Citation& citation) { return program.sources[citation.source].draft; });
}

}  // namespace dengbao::eval
