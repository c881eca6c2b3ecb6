#include "syntax/children.h"

namespace dengbao::syntax {
namespace {

using Ids = std::vector<ExprId>;

auto with(Ids ids, const std::optional<ExprId>& more) -> Ids {
  if (more) ids.push_back(*more);
  return ids;
}

auto of_quantifier(const Quantifier& e) -> Ids {
  auto ids = with({}, e.bound);
  ids.push_back(e.list);
  ids = with(std::move(ids), e.where);
  ids.push_back(e.body);
  return ids;
}

auto of_one_of(const IsOneOf& e) -> Ids {
  Ids ids{e.lhs};
  ids.insert(ids.end(), e.choices.begin(), e.choices.end());
  return ids;
}

auto of_time(const TimeRelation& e) -> Ids {
  auto ids = with({e.lhs}, e.duration);
  ids.push_back(e.rhs);
  return ids;
}

auto of_cases(const Choose& e) -> Ids {
  Ids ids;
  for (const auto& one : e.cases) ids.insert(ids.end(), {one.condition, one.value});
  ids.push_back(e.otherwise);
  return ids;
}

auto of_levels(const ByLevel& e) -> Ids {
  Ids ids;
  for (const auto& level : e.cases) ids.push_back(level.value);
  return ids;
}

}  // namespace

auto children(const ExprNode& node) -> Ids {
  return std::visit(Overloaded{
                        [](const NumberLiteral&) -> Ids { return {}; },
                        [](const TextLiteral&) -> Ids { return {}; },
                        [](const DateLiteral&) -> Ids { return {}; },
                        [](const DurationLiteral&) -> Ids { return {}; },
                        [](const WorkingDays&) -> Ids { return {}; },
                        [](const TruthLiteral&) -> Ids { return {}; },
                        [](const LevelNow&) -> Ids { return {}; },
                        [](const NameRef&) -> Ids { return {}; },
                        [](const FieldAccess& e) -> Ids { return {e.base}; },
                        [](const Call& e) -> Ids { return e.arguments; },
                        [](const Not& e) -> Ids { return {e.operand}; },
                        [](const Negate& e) -> Ids { return {e.operand}; },
                        [](const And& e) -> Ids { return e.operands; },
                        [](const Or& e) -> Ids { return e.operands; },
                        [](const Implies& e) -> Ids { return {e.condition, e.consequence}; },
                        [](const Choose& e) -> Ids { return of_cases(e); },
                        [](const Compare& e) -> Ids { return {e.lhs, e.rhs}; },
                        [](const Arithmetic& e) -> Ids { return {e.lhs, e.rhs}; },
                        [](const Is& e) -> Ids { return {e.lhs, e.rhs}; },
                        [](const IsOneOf& e) -> Ids { return of_one_of(e); },
                        [](const IsEmpty& e) -> Ids { return {e.operand}; },
                        [](const IsKnown& e) -> Ids { return {e.operand}; },
                        [](const In& e) -> Ids { return {e.element, e.container}; },
                        [](const TextRelation& e) -> Ids { return {e.lhs, e.rhs}; },
                        [](const Matches& e) -> Ids { return {e.operand}; },
                        [](const NamesA& e) -> Ids { return {e.operand}; },
                        [](const TimeRelation& e) -> Ids { return of_time(e); },
                        [](const Quantifier& e) -> Ids { return of_quantifier(e); },
                        [](const Select& e) -> Ids { return {e.list, e.where}; },
                        [](const RowsOf&) -> Ids { return {}; },
                        [](const Map& e) -> Ids { return with({e.element, e.list}, e.where); },
                        [](const Aggregate& e) -> Ids { return with({e.operand}, e.if_none); },
                        [](const ByLevel& e) -> Ids { return of_levels(e); },
                        [](const Group& e) -> Ids { return e.elements; },
                    },
                    node);
}

}  // namespace dengbao::syntax
