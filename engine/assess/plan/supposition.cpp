#include "assess/plan/supposition.h"

#include <algorithm>

#include "assess/clauses.h"
#include "assess/outcomes.h"

namespace dengbao::assess {
namespace {

auto well(model::RuleKind kind) -> eval::Verdict {
  switch (kind) {
    case model::RuleKind::risk:
      return eval::Verdict::not_found;
    case model::RuleKind::duty:
      return eval::Verdict::in_time;
    case model::RuleKind::requirement:
      break;
  }
  return eval::Verdict::pass;
}

auto subject_verdicts(const explain::Judgement& judgement) -> std::vector<eval::SubjectResult> {
  std::vector<eval::SubjectResult> results;
  results.reserve(judgement.subjects.size());
  for (const auto& subject : judgement.subjects) results.push_back({subject.in_scope, subject.verdict, subject.final});
  return results;
}

// What the subjects make of the rule; the same rules that judging has.
auto verdict_by_subjects(const model::Requirement& rule, const explain::Judgement& judgement)
    -> eval::RequirementVerdict {
  const auto results = subject_verdicts(judgement);
  switch (rule.kind) {
    case model::RuleKind::risk: {
      std::vector<eval::RiskSubject> risks;
      for (const auto& one : results) risks.push_back({one.in_scope, {one.verdict, one.final}});
      return eval::risk_verdict(risks, judgement.open_scope);
    }
    case model::RuleKind::duty:
      return eval::duty_verdict(results, judgement.open_scope);
    case model::RuleKind::requirement:
      break;
  }
  std::optional<bool> when_none;
  if (rule.when_none) when_none = rule.when_none->pass;
  return eval::requirement_verdict(results, judgement.open_scope, when_none);
}

void mend(const model::Program& program, Assessment& assessment, const Failing& failing) {
  const auto& rule = program.requirements[failing.rule];
  for (auto* judgements : {&assessment.results, &assessment.risks, &assessment.duties}) {
    const auto judgement = std::ranges::find(*judgements, failing.rule, &explain::Judgement::requirement);
    if (judgement == judgements->end()) continue;
    if (!failing.subject) {
      judgement->verdict = {well(rule.kind), true};
      continue;
    }
    for (auto& subject : judgement->subjects) {
      if (!same(subject.subject, *failing.subject)) continue;
      subject.verdict = well(rule.kind);
      subject.final = true;
    }
    judgement->verdict = verdict_by_subjects(rule, *judgement);
  }
}

void count_again(const model::Program& program, Assessment& assessment) {
  const auto count = [&](const std::vector<explain::Judgement>& judgements, auto& counts) {
    counts.clear();
    for (const auto& judgement : judgements) {
      if (!advisory(program, program.requirements[judgement.requirement])) ++counts[judgement.verdict.verdict];
    }
  };
  count(assessment.results, assessment.result_counts);
  count(assessment.risks, assessment.risk_counts);
  count(assessment.duties, assessment.duty_counts);
  assessment.counts.clear();
  for (const auto& clause : assessment.clauses) {
    if (clause.covered) ++assessment.counts[clause.verdict];
  }
}

}  // namespace

auto suppose_mended(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings,
                    const Assessment& assessment, std::span<const Failing> mended) -> Assessment {
  auto supposed = assessment;
  for (const auto& failing : mended) mend(*plan.program, supposed, failing);
  supposed.clauses = judge_clauses(*plan.program, settings, supposed.results);
  count_again(*plan.program, supposed);
  if (!supposed.outcomes.empty()) supposed.outcomes = judge_outcomes(plan, facts, settings, supposed, Steps::left_out);
  return supposed;
}

}  // namespace dengbao::assess
