#include "assess/plan/position.h"

#include <algorithm>

namespace dengbao::assess {
namespace {

auto is_bad_verdict(eval::Verdict verdict) -> bool { return eval::standing(verdict) == eval::Standing::bad; }

void add_bad(const explain::Judgement& judgement, std::vector<Bad>& bad) {
  const auto known = bad.size();
  for (const auto& subject : judgement.subjects) {
    if (is_bad_verdict(subject.verdict)) bad.push_back({judgement.requirement, &subject, subject.verdict});
  }
  if (bad.size() == known && is_bad_verdict(judgement.verdict.verdict))
    bad.push_back({judgement.requirement, nullptr, judgement.verdict.verdict});
}

void look_at(Position& position, const Value& value) {
  if (const auto* number = value.get_if<Number>()) position.low = position.high = *number;
  if (const auto* range = value.get_if<Interval>()) {
    position.low = range->lo;
    position.high = range->hi;
  }
}

}  // namespace

auto what_falls_short(const model::Program& program, const Assessment& assessment) -> std::vector<Bad> {
  std::vector<Bad> bad;
  for (const auto* judgements : {&assessment.results, &assessment.risks, &assessment.duties}) {
    for (const auto& judgement : *judgements) {
      if (!advisory(program, program.requirements[judgement.requirement])) add_bad(judgement, bad);
    }
  }
  return bad;
}

auto position_of(const model::Program& program, const Assessment& assessment, std::optional<model::OutcomeId> outcome)
    -> Position {
  Position position;
  position.verdict = assessment.verdict;
  position.clauses = assessment.counts;
  for (const auto& result : assessment.outcomes) {
    position.outcomes.push_back({result.outcome, result.value, result.possible, {}});
    if (outcome && result.outcome == *outcome) look_at(position, result.value);
  }
  for (const auto& bad : what_falls_short(program, assessment)) {
    ++position.falls_short;
    if (bad.verdict == eval::Verdict::high) ++position.high_risks;
  }
  for (const auto& risk : assessment.risks) {
    const auto [verdict, final] = risk.verdict;
    const bool open = verdict == eval::Verdict::undecided || (verdict == eval::Verdict::medium && !final);
    if (open && !advisory(program, program.requirements[risk.requirement])) ++position.open_risks;
  }
  return position;
}

auto reaches(const Position& position, const Aim& aim) -> bool {
  if (aim.all && position.falls_short > 0) return false;
  if (aim.no_high_risk && position.high_risks > 0) return false;
  return !aim.outcome || (position.low && *position.low >= aim.at_least);
}

auto is_open(const Position& position, const Aim& aim) -> bool {
  if ((aim.all && position.falls_short > 0) || (aim.no_high_risk && position.high_risks > 0)) return false;
  const bool sure = !aim.outcome || (position.low && *position.low >= aim.at_least);
  const bool possible = !aim.outcome || !position.high || *position.high >= aim.at_least;
  const bool risky = aim.no_high_risk && position.open_risks > 0;
  const bool undecided = aim.all && position.verdict == eval::Verdict::undecided;
  return possible && (!sure || risky || undecided);
}

}  // namespace dengbao::assess
