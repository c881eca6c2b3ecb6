#include "explain/prover.h"

namespace dengbao::explain {
namespace {

using namespace model;

void append_steps(std::vector<StepId>& to, const std::vector<StepId>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

// The conditions of the other requirement for one subject, in a frame of its own.
auto Prover::conditions_of(const Requirement& requirement, const Value& subject) -> std::vector<StepId> {
  Proof::FrameInfo info;
  info.values.resize(requirement.slots);
  info.origins.resize(requirement.slots);
  info.level = world_.level;
  if (requirement.subject) info.values[requirement.subject->variable.index] = subject;
  const auto frame = proof_.frames.add(std::move(info));
  std::vector<StepId> steps;
  if (requirement.applies_when) steps.push_back(truth(*requirement.applies_when, frame));
  if (requirement.provided_by) {
    for (const auto expr : {requirement.provided_by->listed, requirement.provided_by->suffices})
      steps.push_back(truth(expr, frame));
  }
  if (requirement.subject && requirement.subject->where) steps.push_back(truth(*requirement.subject->where, frame));
  for (const auto& exception : requirement.exceptions) steps.push_back(truth(exception.condition, frame));
  for (const auto& part : requirement.parts) {
    if (!part.holds_at(world_.level)) continue;
    steps.push_back(truth(part.condition, frame));
    if (part.unless) steps.push_back(truth(part.unless->condition, frame));
  }
  return steps;
}

auto Prover::passes_of(const Requirement& requirement, const JudgedSubject& judged, ExprId expr) -> StepId {
  Step step;
  step.kind = StepKind::passes;
  step.expr = expr;
  step.value = judged.subject;
  step.verdict = judged.verdict;
  step.holds = eval::passes(judged.verdict);
  step.children = conditions_of(requirement, judged.subject);
  return add(std::move(step));
}

auto Prover::passes(const Passes& node, ExprId expr, FrameId frame) -> StepId {
  auto result = step(StepKind::passes, expr, frame);
  const auto& used = world_.program.requirements[node.requirement];
  auto variables = proof_.frames[frame].values;
  result.verdict = passes_verdict(world_, node, variables);
  const auto world = world_of(world_, used);
  Prover inner(world, proof_, most_steps_);
  if (node.subject) {
    if (const auto subject = value(*node.subject, frame)) result.children.push_back(*subject);
    const auto about = eval(*node.subject, frame);
    if (about.is_value()) append_steps(result.children, inner.conditions_of(used, about));
  } else if (!used.subject) {
    append_steps(result.children, inner.conditions_of(used, world_.facts.root()));
  } else {
    for (const auto& judged : judge(world, node.requirement).subjects)
      result.children.push_back(inner.passes_of(used, judged, expr));
  }
  return add(std::move(result));
}

}  // namespace dengbao::explain
