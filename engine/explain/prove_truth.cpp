#include "explain/prover.h"

namespace dengbao::explain {

using namespace model;

auto Prover::eval(ExprId expr, FrameId frame) -> Value {
  auto variables = proof_.frames[frame].values;
  return evaluate(world_, expr, variables);
}

auto Prover::step(StepKind kind, ExprId expr, FrameId frame) -> Step {
  Step step;
  step.kind = kind;
  step.expr = expr;
  step.frame = frame;
  step.value = eval(expr, frame);
  const bool truth = world_.program.exprs[expr].type == truth_type;
  step.holds = truth ? step.value.truth() : step.value.is_unknown() ? Truth::unknown : Truth::yes;
  return step;
}

auto Prover::bind(FrameId frame, Slot slot, const Value& value, std::optional<FactRef> origin) -> FrameId {
  auto info = proof_.frames[frame];
  info.values[slot.index] = value;
  info.origins[slot.index] = origin;
  return proof_.frames.add(std::move(info));
}

// A sibling after the one that decided is said to be not reached, unless it would have decided as well.
auto Prover::connective(StepKind kind, const std::vector<ExprId>& operands, ExprId expr, FrameId frame) -> StepId {
  auto result = step(kind, expr, frame);
  const auto deciding = kind == StepKind::conjunction ? Truth::no : Truth::yes;
  bool decided = false;
  for (auto operand : operands) {
    const auto child = truth(operand, frame);
    result.children.push_back(child);
    if (decided && holds(child) != deciding) proof_.steps[child].reached = false;
    decided = decided || (result.holds == deciding && holds(child) == deciding);
  }
  return add(std::move(result));
}

auto Prover::implication(const Implies& node, ExprId expr, FrameId frame) -> StepId {
  auto result = step(StepKind::implication, expr, frame);
  const auto condition = truth(node.condition, frame);
  const auto consequence = truth(node.consequence, frame);
  if (holds(condition) == Truth::no) proof_.steps[consequence].reached = false;
  result.children = {condition, consequence};
  return add(std::move(result));
}

auto Prover::comparison(const std::vector<ExprId>& operands, ExprId expr, FrameId frame) -> StepId {
  auto result = step(StepKind::comparison, expr, frame);
  result.children = values(operands, frame);
  return add(std::move(result));
}

auto Prover::call(const CallDefinition& node, ExprId expr, FrameId frame) -> StepId {
  auto result = step(StepKind::definition, expr, frame);
  auto variables = proof_.frames[frame].values;
  Proof::FrameInfo inner{frame_of(world_, node, variables), node.definition, {}};
  inner.level = proof_.frames[frame].level;
  inner.origins.resize(inner.values.size());
  for (std::size_t i = 0; i < node.arguments.size(); ++i) inner.origins[i] = origin(node.arguments[i], frame);
  const auto inner_frame = proof_.frames.add(std::move(inner));
  const auto body = world_.program.definitions[node.definition].body;
  if (world_.program.exprs[body].type == truth_type) {
    result.children = {truth(body, inner_frame)};
    result.vacuous = proof_.steps[result.children.front()].vacuous;
  } else if (const auto inside = value(body, inner_frame)) {
    result.children = {*inside};
  }
  return add(std::move(result));
}

auto Prover::truth(ExprId expr, FrameId frame) -> StepId {
  const auto compare_with = [&](ExprId first, std::vector<ExprId> others) {
    others.insert(others.begin(), first);
    return comparison(others, expr, frame);
  };
  return std::visit(Overloaded{
                        [&](const Not& node) {
                          auto result = step(StepKind::negation, expr, frame);
                          result.children = {truth(node.operand, frame)};
                          return add(std::move(result));
                        },
                        [&](const And& node) { return connective(StepKind::conjunction, node.operands, expr, frame); },
                        [&](const Or& node) { return connective(StepKind::disjunction, node.operands, expr, frame); },
                        [&](const Implies& node) { return implication(node, expr, frame); },
                        [&](const Compare& node) { return compare_with(node.lhs, {node.rhs}); },
                        [&](const OneOf& node) { return compare_with(node.lhs, node.choices); },
                        [&](const Empty& node) { return compare_with(node.operand, {}); },
                        [&](const Known& node) { return compare_with(node.operand, {}); },
                        [&](const In& node) { return compare_with(node.element, {node.container}); },
                        [&](const TextRelation& node) { return compare_with(node.lhs, {node.rhs}); },
                        [&](const Matches& node) { return compare_with(node.operand, {}); },
                        [&](const NamesA& node) { return compare_with(node.operand, {}); },
                        [&](const TimeRelation& node) {
                          return node.duration ? compare_with(node.lhs, {*node.duration, node.rhs})
                                               : compare_with(node.lhs, {node.rhs});
                        },
                        [&](const Quantifier& node) { return quantifier(node, expr, frame); },
                        [&](const Distinct& node) { return distinct(node, expr, frame); },
                        [&](const CallDefinition& node) { return call(node, expr, frame); },
                        [&](const Passes& node) { return passes(node, expr, frame); },
                        [&](const CallRelation& node) { return relation(node, expr, frame); },
                        [&](const CallTable& node) { return table_row(node, expr, frame); },
                        [&](const Choose& node) { return choice(node, expr, frame); },
                        // A yes/no value: a fact, a constant, a function.
                        [&](const auto&) {
                          const auto leaf = value(expr, frame);
                          return leaf ? *leaf : add(step(StepKind::constant, expr, frame));
                        },
                    },
                    world_.program.exprs[expr].node);
}

}  // namespace dengbao::explain
