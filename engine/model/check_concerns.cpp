#include <algorithm>

#include "model/check_rules.h"

namespace dengbao::model {
namespace {

auto is_topic(const Program& program, const std::string& name) -> bool {
  if (!program.scheme.catalogue) return false;
  const auto& clauses = program.sources[*program.scheme.catalogue].clauses;
  return std::any_of(clauses.begin(), clauses.end(), [&](const Clause& clause) { return clause.topic == name; });
}

// The requirement called so, if it is the only one.
auto requirement_called(const Program& program, const std::string& name) -> std::optional<RequirementId> {
  auto called = program.find_requirement(name);
  std::erase_if(called, [&](RequirementId id) { return program.requirements[id].kind != RuleKind::requirement; });
  return called.size() == 1 ? std::optional(called.front()) : std::nullopt;
}

auto candidates(const Program& program) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& requirement : program.requirements) {
    if (requirement.kind == RuleKind::requirement) names.push_back(requirement.name);
  }
  if (!program.scheme.catalogue) return names;
  for (const auto& clause : program.sources[*program.scheme.catalogue].clauses) names.push_back(clause.topic);
  return names;
}

}  // namespace

void check_concerns(Compilation& c, const syntax::Requirement& written, Requirement& requirement) {
  for (const auto& path : written.concerns) {
    const auto name = path.text();
    if (is_topic(c.program, name)) {
      requirement.concerns.push_back({name, std::nullopt});
    } else if (const auto called = requirement_called(c.program, name)) {
      requirement.concerns.push_back({"", called});
    } else {
      c.sink.report(Code::unknown_concern, path.span, name).did_you_mean(name, candidates(c.program));
    }
  }
  if (written.concerns.empty()) c.sink.report(Code::no_concerns, requirement.span, requirement.name);
}

}  // namespace dengbao::model
