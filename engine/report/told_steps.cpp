#include "report/told_steps.h"

#include <algorithm>
#include <set>

namespace dengbao::report {
namespace {

using explain::StepId;
using explain::StepKind;

void gather(const explain::Proof& proof, StepId id, std::set<StepId>& below) {
  if (!below.insert(id).second) return;
  for (const auto child : proof.steps[id].children) gather(proof, child, below);
}

// Of several that failed one would have been enough: without a word of that, all of them would seem to be asked for.
auto alternatives_failed(const explain::Proof& proof, const explain::Step& step) -> bool {
  if (step.kind == StepKind::disjunction) return step.holds == Truth::no;
  if (step.kind != StepKind::negation) return false;
  const auto& inner = proof.steps[step.children.front()];
  return inner.kind == StepKind::conjunction && inner.holds == Truth::yes;
}

// A conjunction or disjunction says no more than its parts do.
auto leaves_speak(const explain::Proof& proof, StepId id, const std::vector<StepId>& leaves) -> bool {
  const auto& step = proof.steps[id];
  return !leaves.empty() && !alternatives_failed(proof, step) &&
         (step.kind == StepKind::conjunction || step.kind == StepKind::disjunction ||
          step.kind == StepKind::implication || step.kind == StepKind::negation);
}

// A comparison that is undecided names the missing fact itself, and the bound besides.
auto says_itself(const explain::Step& step) -> bool {
  return step.kind == StepKind::comparison && step.holds == Truth::unknown;
}

}  // namespace

auto told_leaves(const Explained& explained, StepId step) -> std::vector<StepId> {
  std::set<StepId> below;
  gather(explained.finding.proof, step, below);
  std::vector<StepId> leaves;
  std::ranges::copy_if(explained.finding.reason.leaves, std::back_inserter(leaves),
                       [&](StepId leaf) { return below.contains(leaf); });
  return leaves;
}

auto told_steps(const Explained& explained, StepId condition) -> ToldSteps {
  const auto& proof = explained.finding.proof;
  const auto below = told_leaves(explained, condition);
  auto leaves = below;
  if (!leaves.empty() && says_itself(proof.steps[condition])) leaves = {condition};
  const bool says_the_same =
      leaves.size() == 1 && explained.words.step(condition) == explained.words.step(leaves.front());
  const bool whole =
      std::ranges::find(leaves, condition) == leaves.end() && !leaves_speak(proof, condition, below) && !says_the_same;
  return {whole, std::move(leaves)};
}

}  // namespace dengbao::report
