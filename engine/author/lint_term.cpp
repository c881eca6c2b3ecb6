// Values: what stands in the comparisons of a condition.
#include "author/lint_condition.h"
#include "model/children.h"

namespace dengbao::author {
namespace {

using namespace model;

// What tells two expressions apart beside their kind and what stands directly below them.
auto detail(const ExprNode& node, bool positive) -> std::string {
  const auto flag = [&](bool set) { return std::string(set && !positive ? "not " : ""); };
  const auto number = [](auto value) { return std::to_string(static_cast<std::uint64_t>(value)); };
  return std::visit(
      Overloaded{
          [&](const Compare& n) { return number(n.op); },
          [&](const Arithmetic& n) { return number(n.op); },
          [&](const OneOf& n) { return flag(n.negated); },
          [&](const Empty& n) { return flag(n.negated); },
          [&](const Known& n) { return flag(n.missing); },
          [&](const In& n) { return flag(n.negated); },
          [&](const TextRelation& n) { return flag(n.negated) + number(n.test); },
          [&](const Matches& n) { return flag(n.negated) + number(n.pattern); },
          [&](const NamesA& n) { return flag(n.negated) + number(n.record.index); },
          [&](const TimeRelation& n) { return flag(n.after) + number(n.distance); },
          [&](const Quantifier& n) { return number(n.kind) + (n.where ? "w" : "") + (n.bound ? "b" : ""); },
          [&](const Map& n) { return std::string(n.where ? "w" : ""); },
          [&](const Aggregate& n) { return number(n.kind); },
          [&](const CallRelation& n) { return number(n.relation.index); },
          [&](const CallDefinition& n) { return number(n.definition.index); },
          [&](const CallTable& n) { return number(n.table.index); },
          [&](const CallFunction& n) { return std::string(n.function->name); },
          [&](const Passes& n) { return number(n.requirement.index); },
          [](const auto&) { return std::string(); },
      },
      node);
}

// The variable that an expression binds for what stands below it.
auto bound_slot(const ExprNode& node) -> std::optional<Slot> {
  if (const auto* quantifier = std::get_if<Quantifier>(&node)) return quantifier->variable;
  if (const auto* select = std::get_if<Select>(&node)) return select->variable;
  if (const auto* map = std::get_if<Map>(&node)) return map->variable;
  return std::nullopt;
}

auto list_below(const ExprNode& node) -> std::optional<ExprId> {
  if (const auto* select = std::get_if<Select>(&node)) return select->list;
  if (const auto* map = std::get_if<Map>(&node)) return map->list;
  return std::nullopt;
}

}  // namespace

auto ConditionReader::key(ExprId expr) -> std::string {
  Frame frame;
  return term(expr, frame).key;
}

auto ConditionReader::term(ExprId id, Frame& frame) -> Term {
  const auto constant_term = [](const Value& value) { return Term{"=" + to_text(value, Lang::en), value, false}; };
  return std::visit(
      Overloaded{
          [&](const Constant& n) { return constant_term(n.value); },
          [&](const LevelNow&) {
            level_matters_ = true;
            return constant_term(whole(reading_.level));
          },
          [&](const AsOf&) { return Term{"as_of", {}, false}; },
          [&](const RootRef&) { return Term{"network", {}, false}; },
          [&](const ResultsRef&) { return Term{"results", {}, false}; },
          [&](const OutcomeRef& n) { return Term{"outcome " + std::to_string(n.outcome.index), {}, false}; },
          [&](const ParameterRef& n) {
            if (reading_.defaults && !too_far()) return term(program_.parameters[n.parameter].value, frame);
            return Term{"parameter " + std::to_string(n.parameter.index), {}, false};
          },
          [&](const VariableRef& n) {
            const auto found = frame.bound.find(n.slot.index);
            return found != frame.bound.end() ? found->second : Term{"$" + std::to_string(n.slot.index), {}, false};
          },
          [&](const FieldOf& n) {
            const auto base = term(n.base, frame);
            const bool list = program_.exprs[id].type.list;
            return Term{base.key + "." + std::to_string(n.field.index), {}, list};
          },
          [&](const RowsOf& n) { return Term{"rows " + std::to_string(n.record.index), {}, true}; },
          [&](const ByLevel& n) { return term(at_level(n), frame); },
          [&](const CallDefinition& n) {
            if (too_far()) return composed(id, frame);
            ++depth_;
            auto inner = arguments(n, frame);
            auto made = term(program_.definitions[n.definition].body, inner);
            --depth_;
            return made;
          },
          [&](const Arithmetic& n) {
            auto made = composed(id, frame);
            const auto lhs = term(n.lhs, frame);
            const auto rhs = term(n.rhs, frame);
            if (!lhs.value || !rhs.value) return made;
            const auto result = arithmetic(n.op, *lhs.value, *rhs.value);
            return result.is_value() ? constant_term(result) : made;
          },
          [&](const Aggregate& n) {
            auto made = composed(id, frame);
            const auto operand = term(n.operand, frame);
            made.facts = n.kind == AggregateKind::values && operand.facts;
            if (n.kind == AggregateKind::count && is_empty(operand)) made.value = whole(0);
            return made;
          },
          [&](const auto&) { return composed(id, frame); },
      },
      program_.exprs[id].node);
}

auto ConditionReader::terms(const std::vector<ExprId>& ids, Frame& frame) -> std::string {
  std::string out;
  for (const auto id : ids) out += (out.empty() ? "" : ", ") + term(id, frame).key;
  return out;
}

// `positive`: as if it were not negated itself.
auto ConditionReader::composed(ExprId id, Frame& frame, bool positive) -> Term {
  const auto& node = program_.exprs[id].node;
  auto inner = frame;
  const auto slot = bound_slot(node);
  if (slot) inner.bound[slot->index] = Term{"@" + std::to_string(bound_), {}, false};
  bound_ += slot ? 1 : 0;
  Term made{
      std::to_string(node.index()) + detail(node, positive) + "(" + terms(children(node), inner) + ")", {}, false};
  if (const auto list = list_below(node)) made.facts = term(*list, frame).facts;
  bound_ -= slot ? 1 : 0;
  return made;
}

auto ConditionReader::arguments(const CallDefinition& node, Frame& frame) -> Frame {
  Frame inner;
  for (std::uint32_t i = 0; i < node.arguments.size(); ++i) inner.bound[i] = term(node.arguments[i], frame);
  return inner;
}

auto ConditionReader::at_level(const ByLevel& node) -> ExprId {
  level_matters_ = true;
  auto found = node.cases.front().value;
  for (const auto& at : node.cases) {
    if (at.level <= reading_.level) found = at.value;
  }
  return found;
}

auto ConditionReader::counts(ExprId id) const -> bool {
  const auto& node = program_.exprs[id].node;
  if (const auto* aggregate = std::get_if<Aggregate>(&node)) return aggregate->kind == AggregateKind::count;
  const auto* call = std::get_if<CallFunction>(&node);
  return call != nullptr && call->function->name == "length";
}

}  // namespace dengbao::author
