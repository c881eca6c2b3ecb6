#pragma once

#include "author/lint_condition.h"
#include "author/lint_rules.h"

namespace dengbao::author {

// What a part demands at a level of the reader: its condition or one of its exceptions.
[[nodiscard]] inline auto demand_of(ConditionReader& reader, const model::Requirement& requirement,
                                    const model::Part& part) -> Formula {
  std::vector<Formula> ways{reader.read(part.condition)};
  if (part.unless) ways.push_back(reader.read(part.unless->condition));
  for (const auto& exception : requirement.exceptions) ways.push_back(reader.read(exception.condition));
  return any_of(std::move(ways));
}

// What holds of every subject that a requirement looks at.
[[nodiscard]] inline auto scope_of(ConditionReader& reader, const model::Requirement& requirement) -> Formula {
  std::vector<Formula> all;
  if (requirement.applies_when) all.push_back(reader.read(*requirement.applies_when));
  if (requirement.subject && requirement.subject->where) all.push_back(reader.read(*requirement.subject->where));
  return all_of(std::move(all));
}

}  // namespace dengbao::author
