#include "model/children.h"

namespace dengbao::model {
namespace {

using Ids = std::vector<ExprId>;

auto with(Ids ids, const std::optional<ExprId>& more) -> Ids {
  if (more) ids.push_back(*more);
  return ids;
}

auto before(ExprId first, const Ids& rest) -> Ids {
  Ids ids{first};
  ids.insert(ids.end(), rest.begin(), rest.end());
  return ids;
}

}  // namespace

auto children(const ExprNode& node) -> Ids {
  return std::visit(Overloaded{
                        [](const Constant&) -> Ids { return {}; },
                        [](const ParameterRef&) -> Ids { return {}; },
                        [](const VariableRef&) -> Ids { return {}; },
                        [](const RootRef&) -> Ids { return {}; },
                        [](const ResultsRef&) -> Ids { return {}; },
                        [](const OutcomeRef&) -> Ids { return {}; },
                        [](const AsOf&) -> Ids { return {}; },
                        [](const LevelNow&) -> Ids { return {}; },
                        [](const FieldOf& n) -> Ids { return {n.base}; },
                        [](const Not& n) -> Ids { return {n.operand}; },
                        [](const And& n) -> Ids { return n.operands; },
                        [](const Or& n) -> Ids { return n.operands; },
                        [](const Implies& n) -> Ids { return {n.condition, n.consequence}; },
                        [](const Compare& n) -> Ids { return {n.lhs, n.rhs}; },
                        [](const OneOf& n) -> Ids { return before(n.lhs, n.choices); },
                        [](const Empty& n) -> Ids { return {n.operand}; },
                        [](const Known& n) -> Ids { return {n.operand}; },
                        [](const In& n) -> Ids { return {n.element, n.container}; },
                        [](const TextRelation& n) -> Ids { return {n.lhs, n.rhs}; },
                        [](const Matches& n) -> Ids { return {n.operand}; },
                        [](const NamesA& n) -> Ids { return {n.operand}; },
                        [](const TimeRelation& n) -> Ids { return with({n.lhs, n.rhs}, n.duration); },
                        [](const Quantifier& n) -> Ids {
                          auto ids = with(n.bound ? Ids{*n.bound, n.list} : Ids{n.list}, n.where);
                          ids.push_back(n.body);
                          return ids;
                        },
                        [](const Distinct& n) -> Ids { return {n.operand}; },
                        [](const CallRelation& n) -> Ids { return n.arguments; },
                        [](const Passes& n) -> Ids { return n.subject ? Ids{*n.subject} : Ids{}; },
                        [](const Negate& n) -> Ids { return {n.operand}; },
                        [](const Arithmetic& n) -> Ids { return {n.lhs, n.rhs}; },
                        [](const Select& n) -> Ids { return {n.list, n.where}; },
                        [](const Map& n) -> Ids { return with({n.list, n.element}, n.where); },
                        [](const Aggregate& n) -> Ids { return with({n.operand}, n.if_none); },
                        [](const ByLevel& n) -> Ids {
                          Ids ids;
                          for (const auto& at : n.cases) ids.push_back(at.value);
                          return ids;
                        },
                        [](const Choose& n) -> Ids {
                          Ids ids;
                          for (const auto& one : n.cases) ids.insert(ids.end(), {one.condition, one.value});
                          ids.push_back(n.otherwise);
                          return ids;
                        },
                        [](const RowsOf&) -> Ids { return {}; },
                        [](const ListOf& n) -> Ids { return n.elements; },
                        [](const CallDefinition& n) -> Ids { return n.arguments; },
                        [](const CallTable& n) -> Ids { return n.arguments; },
                        [](const CallFunction& n) -> Ids { return n.arguments; },
                    },
                    node);
}

auto expressions(const Requirement& requirement) -> std::vector<TopExpr> {
  std::vector<TopExpr> found;
  const auto add = [&](const std::optional<ExprId>& expr, std::uint32_t from_level = 0) {
    if (expr) found.push_back({*expr, from_level});
  };
  add(requirement.applies_when);
  if (const auto& by = requirement.provided_by) {
    for (const auto expr : {by->provider, by->listed, by->suffices}) add(expr);
  }
  if (const auto& subject = requirement.subject) {
    add(subject->list);
    add(subject->where);
  }
  for (const auto& exception : requirement.exceptions) add(exception.condition);
  for (const auto& part : requirement.parts) {
    add(part.condition, part.from_level);
    if (part.unless) add(part.unless->condition, part.from_level);
  }
  if (const auto& due = requirement.due) {
    add(due->date);
    add(due->distance);
  }
  if (const auto& every = requirement.every) {
    add(every->period);
    add(every->start);
  }
  add(requirement.done_on);
  return found;
}

}  // namespace dengbao::model
