#include <algorithm>

#include "assess/assessment.h"
#include "assess/clauses.h"
#include "assess/outcomes.h"

namespace dengbao::assess {
namespace {

auto not_in_force(const eval::Settings& settings, model::RequirementId id, const model::Requirement& requirement)
    -> explain::Judgement {
  explain::Judgement judgement;
  judgement.requirement = id;
  judgement.level = settings.level_of(requirement);
  judgement.verdict = {eval::Verdict::not_applicable, true};
  return judgement;
}

// A verdict that could still become worse is open, like one that is not decided.
auto overall(const model::Program& program, const Assessment& assessment) -> eval::Verdict {
  bool bad = false;
  bool open = false;
  bool any = false;
  for (const auto* judgements : {&assessment.results, &assessment.risks, &assessment.duties}) {
    for (const auto& judgement : *judgements) {
      const auto [verdict, final] = judgement.verdict;
      if (advisory(program, program.requirements[judgement.requirement])) continue;
      bad = bad || eval::standing(verdict) == eval::Standing::bad;
      open = open || verdict == eval::Verdict::undecided || (verdict == eval::Verdict::medium && !final);
      any = any || verdict != eval::Verdict::not_applicable;
    }
  }
  // A clause that requirements cover in part only is undecided, though they pass.
  const auto any_clause = [&](eval::Verdict verdict) { return assessment.counts.contains(verdict); };
  bad = bad || any_clause(eval::Verdict::fail) || any_clause(eval::Verdict::partial);
  open = open || any_clause(eval::Verdict::undecided);
  if (bad) return eval::Verdict::fail;
  if (open) return eval::Verdict::undecided;
  return any ? eval::Verdict::pass : eval::Verdict::not_applicable;
}

// As if they had not been kept.
void drop_good(Assessment& assessment) {
  for (auto* judgements : {&assessment.results, &assessment.risks, &assessment.duties}) {
    for (auto& judgement : *judgements) {
      std::erase_if(judgement.subjects, [](const explain::JudgedSubject& subject) {
        return eval::standing(subject.verdict) == eval::Standing::good ||
               subject.verdict == eval::Verdict::not_applicable;
      });
    }
  }
}

// Where judgements of this kind are kept, and counted.
struct Shelf {
  std::vector<explain::Judgement>& judgements;
  std::map<eval::Verdict, std::uint32_t>& counts;
};
auto shelf_of(Assessment& assessment, model::RuleKind kind) -> Shelf {
  switch (kind) {
    case model::RuleKind::risk:
      return {assessment.risks, assessment.risk_counts};
    case model::RuleKind::duty:
      return {assessment.duties, assessment.duty_counts};
    case model::RuleKind::requirement:
      break;
  }
  return {assessment.results, assessment.result_counts};
}

}  // namespace

auto judge(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
           model::RequirementId id, std::shared_ptr<explain::Extents> extents) -> explain::Judgement {
  const auto& requirement = program.requirements[id];
  if (!in_force(program, requirement, settings.as_of) && !advisory(program, requirement)) {
    return not_in_force(settings, id, requirement);
  }
  return explain::judge(program, facts, settings, id, std::move(extents));
}

auto select(const model::Program& program, const eval::Settings& settings, const Selection& selection)
    -> std::vector<model::RequirementId> {
  std::vector<model::RequirementId> selected;
  for (std::uint32_t index = 0; index < program.requirements.size(); ++index) {
    const model::RequirementId id{index};
    const auto& requirement = program.requirements[id];
    const auto asked = selection.only.empty() ||
                       std::ranges::any_of(selection.only, [&](const auto& only) { return requirement.matches(only); });
    if (asked && requirement.stands_at(settings.level_of(requirement))) selected.push_back(id);
  }
  return selected;
}

auto assess(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
            const Selection& selection) -> Assessment {
  return assess(eval::make_plan(program), facts, settings, selection);
}

auto assess(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings,
            const Selection& selection, eval::Keep keep, unsigned threads) -> Assessment {
  const auto& program = *plan.program;
  Assessment assessment;
  assessment.level = eval::level_text(program, settings);
  assessment.as_of = settings.as_of;
  // Over a selection, a score or a conclusion would say nothing. They are reckoned from all subjects.
  const bool concludes = selection.only.empty() && !program.outcomes.empty();
  const auto kept = concludes ? eval::Keep::all : keep;
  for (auto& judgement : eval::judge(plan, facts, settings, select(program, settings, selection), kept, threads)) {
    const auto& requirement = program.requirements[judgement.requirement];
    const auto shelf = shelf_of(assessment, requirement.kind);
    if (!advisory(program, requirement)) ++shelf.counts[judgement.verdict.verdict];
    shelf.judgements.push_back(std::move(judgement));
  }
  assessment.clauses = judge_clauses(program, settings, assessment.results);
  for (const auto& clause : assessment.clauses) {
    if (clause.covered) ++assessment.counts[clause.verdict];
  }
  assessment.denominator = count_clauses(assessment.clauses);
  assessment.parts = count_parts(program, assessment.clauses);
  assessment.verdict = overall(program, assessment);
  if (concludes) {
    const auto steps = keep == eval::Keep::all ? Steps::told : Steps::left_out;
    assessment.outcomes = judge_outcomes(plan, facts, settings, assessment, steps);
  }
  if (kept != keep) drop_good(assessment);
  return assessment;
}

auto exit_status(const Assessment& assessment) -> int {
  switch (eval::standing(assessment.verdict)) {
    case eval::Standing::bad:
      return 1;
    case eval::Standing::open:
      return 2;
    case eval::Standing::good:
    case eval::Standing::aside:
      return 0;
  }
  return 0;
}

}  // namespace dengbao::assess
