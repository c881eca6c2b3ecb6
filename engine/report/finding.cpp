#include "report/finding.h"

#include <fmt/format.h>

#include <set>

namespace dengbao::report {
namespace {

class FactCollector {
 public:
  explicit FactCollector(const explain::Proof& proof) : proof_(proof) {}

  void walk(explain::StepId id) {
    const auto& step = proof_.steps[id];
    if (!step.reached || !walked_.insert(id).second) return;
    if (step.fact && seen_.insert(*step.fact).second) facts_.push_back({id, *step.fact});
    for (const auto child : step.children) walk(child);
  }
  [[nodiscard]] auto take() -> std::vector<StepFact> { return std::move(facts_); }

 private:
  const explain::Proof& proof_;
  std::set<explain::StepId> walked_;
  std::set<explain::FactRef> seen_;
  std::vector<StepFact> facts_;
};

}  // namespace

auto find(const Context& context, const explain::Judgement& judgement, const explain::JudgedSubject& subject)
    -> Finding {
  auto proof = explain::prove(context.program, context.facts, context.settings, judgement.requirement, subject);
  auto reason = explain::find_reason(context.program, context.facts, context.settings, proof);
  return {std::move(proof), std::move(reason)};
}

auto facts_below(const explain::Proof& proof, explain::StepId step) -> std::vector<StepFact> {
  FactCollector collector(proof);
  collector.walk(step);
  return collector.take();
}

auto shape(const Finding& finding) -> std::string {
  std::set<std::string> steps;  // several elements that fail alike count once
  for (const auto leaf : finding.reason.leaves) {
    const auto& step = finding.proof.steps[leaf];
    steps.insert(fmt::format("{}/{}/{}", static_cast<int>(step.kind), step.expr ? step.expr->index : 0U,
                             static_cast<int>(step.holds)));
  }
  auto shape = fmt::format("{}", static_cast<int>(finding.proof.subject.verdict));
  for (const auto& step : steps) shape += " " + step;
  return shape;
}

auto wants_reasons(eval::Verdict verdict) -> bool {
  switch (verdict) {
    case eval::Verdict::partial:
    case eval::Verdict::fail:
    case eval::Verdict::undecided:
    case eval::Verdict::not_met_recommended:
    case eval::Verdict::pass_by_exception:
      return true;
    case eval::Verdict::pass:
    case eval::Verdict::not_applicable:
      return false;
  }
  return false;
}

auto pointer(const Context& context, explain::FactRef fact) -> std::string {
  return context.facts.pointer(fact.row, fact.field);
}

}  // namespace dengbao::report
