#include <algorithm>

#include "explain/prover.h"

namespace dengbao::explain {

using namespace model;

auto Prover::fact(ExprId expr, FrameId frame, std::optional<FactRef> fact, Value value) -> StepId {
  Step step;
  step.kind = value.is_unknown() ? StepKind::missing : StepKind::fact;
  step.expr = expr;
  step.frame = frame;
  step.fact = fact;
  const auto type = world_.program.exprs[expr].type;
  step.open = value.is_value() && value.get_if<std::shared_ptr<const List>>() != nullptr && value.list().open;
  step.holds = value.is_unknown() || step.open ? Truth::unknown : type == truth_type ? value.truth() : Truth::yes;
  step.value = std::move(value);
  return add(std::move(step));
}

auto Prover::origin(ExprId expr, FrameId frame) -> std::optional<FactRef> {
  const auto& node = world_.program.exprs[expr].node;
  if (const auto* variable = std::get_if<VariableRef>(&node)) return proof_.frames[frame].origins[variable->slot.index];
  const auto* field = std::get_if<FieldOf>(&node);
  if (field == nullptr || world_.program.exprs[field->base].type.list) return std::nullopt;
  const auto base = eval(field->base, frame);
  if (const auto* row = base.get_if<Row>()) return FactRef{*row, field->field};
  return origin(field->base, frame);
}

auto Prover::field(ExprId expr, FrameId frame) -> StepId {
  return fact(expr, frame, origin(expr, frame), eval(expr, frame));
}

auto Prover::values(const std::vector<ExprId>& operands, FrameId frame) -> std::vector<StepId> {
  std::vector<StepId> steps;
  for (auto operand : operands) {
    if (const auto step = value(operand, frame)) steps.push_back(*step);
  }
  return steps;
}

// A count or sum that is only known within bounds; a list of which an element is unknown, or may belong to it or not.
auto Prover::may_vary(const Step& counted) const -> bool {
  if (counted.value.get_if<Interval>() != nullptr) return true;
  if (!world_.program.exprs[*counted.expr].type.list) return false;
  const auto& list = counted.value.list();
  return list.open || std::any_of(list.elements.begin(), list.elements.end(),
                                  [](const Value& element) { return element.is_unknown(); });
}

// A list whose elements matter one by one: counted, summed up, tested for being empty.
auto Prover::counted(ExprId list, ExprId expr, FrameId frame) -> StepId {
  const auto found = elements(list, frame);
  auto result = step(StepKind::counted, expr, frame);
  result.open = found.open;
  result.children = found.lists;
  for (const auto& item : found.items) {
    Step element;
    element.kind = StepKind::element;
    element.expr = list;
    element.frame = frame;
    element.value = item.value;
    element.fact = item.fact;
    element.children = item.why;
    element.holds = item.in == Truth::yes && item.value.is_unknown() ? Truth::unknown : item.in;
    result.total += 1;
    result.in_scope += item.in == Truth::yes ? 1 : 0;
    result.children.push_back(add(std::move(element)));
  }
  result.decisive = result.in_scope;
  if (may_vary(result)) result.holds = Truth::unknown;
  return add(std::move(result));
}

auto Prover::value(ExprId expr, FrameId frame) -> std::optional<StepId> {
  const auto constant = [&]() -> std::optional<StepId> { return add(step(StepKind::constant, expr, frame)); };
  const auto function = [&](const std::vector<ExprId>& operands) -> std::optional<StepId> {
    auto result = step(StepKind::function, expr, frame);
    result.children = values(operands, frame);
    return add(std::move(result));
  };
  const bool list = world_.program.exprs[expr].type.list;
  return std::visit(
      Overloaded{
          [&](const Constant&) { return constant(); },
          [&](const ParameterRef&) { return constant(); },
          [&](const AsOf&) { return constant(); },
          [&](const LevelNow&) { return constant(); },
          [&](const ByLevel&) { return constant(); },
          [&](const RootRef&) -> std::optional<StepId> { return std::nullopt; },
          [&](const VariableRef& node) -> std::optional<StepId> {
            const auto& info = proof_.frames[frame];
            const bool row = info.values[node.slot.index].get_if<Row>() != nullptr;
            if (row || !info.origins[node.slot.index]) return std::nullopt;
            return fact(expr, frame, info.origins[node.slot.index], info.values[node.slot.index]);
          },
          [&](const FieldOf& node) -> std::optional<StepId> {
            if (list && world_.program.exprs[node.base].type.list) return counted(expr, expr, frame);
            return field(expr, frame);
          },
          [&](const Negate& node) { return function({node.operand}); },
          [&](const Arithmetic& node) { return function({node.lhs, node.rhs}); },
          [&](const CallFunction& node) { return function(node.arguments); },
          [&](const CallDefinition& node) -> std::optional<StepId> { return call(node, expr, frame); },
          [&](const Aggregate& node) -> std::optional<StepId> { return counted(node.operand, expr, frame); },
          [&](const Select&) -> std::optional<StepId> { return counted(expr, expr, frame); },
          [&](const Map&) -> std::optional<StepId> { return counted(expr, expr, frame); },
          [&](const RowsOf&) -> std::optional<StepId> { return counted(expr, expr, frame); },
          [&](const ListOf& node) { return function(node.elements); },
          [&](const auto&) -> std::optional<StepId> { return truth(expr, frame); },
      },
      world_.program.exprs[expr].node);
}

auto Prover::any(ExprId expr, FrameId frame) -> StepId {
  if (world_.program.exprs[expr].type == truth_type) return truth(expr, frame);
  if (const auto step = value(expr, frame)) return *step;
  return add(step(StepKind::constant, expr, frame));  // a row, which is shown by its name
}

}  // namespace dengbao::explain
