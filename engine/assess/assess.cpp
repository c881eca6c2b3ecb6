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

// A clause that requirements cover in part only is undecided, though they pass.
auto overall(const Assessment& assessment) -> eval::Verdict {
  using enum eval::Verdict;
  const auto any = [&](eval::Verdict verdict) {
    return assessment.result_counts.contains(verdict) || assessment.counts.contains(verdict);
  };
  if (any(fail) || any(partial)) return fail;
  if (any(undecided)) return undecided;
  if (any(pass) || any(pass_by_exception) || any(not_met_recommended)) return pass;
  return not_applicable;
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

auto in_force(const model::Program& program, const model::Requirement& requirement, Date as_of) -> bool {
  return std::ranges::any_of(requirement.citations, [&](const model::Citation& citation) {
    const auto& source = program.sources[citation.source];
    return !source.draft && (!source.in_force_from || *source.in_force_from <= as_of) &&
           (!source.in_force_until || as_of < *source.in_force_until);
  });
}

auto advisory(const model::Program& program, const model::Requirement& requirement) -> bool {
  return std::ranges::all_of(requirement.citations,
                             [&](const model::Citation& citation) { return program.sources[citation.source].draft; });
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
  Assessment assessment;
  assessment.level = eval::level_text(program, settings);
  assessment.as_of = settings.as_of;
  const auto extents = explain::make_extents();
  for (const auto id : select(program, settings, selection)) {
    assessment.results.push_back(assess::judge(program, facts, settings, id, extents));
    if (!advisory(program, program.requirements[id])) {
      ++assessment.result_counts[assessment.results.back().verdict.verdict];
    }
  }
  assessment.clauses = judge_clauses(program, settings, assessment.results);
  for (const auto& clause : assessment.clauses) {
    if (clause.covered) ++assessment.counts[clause.verdict];
  }
  assessment.denominator = count_clauses(assessment.clauses);
  assessment.verdict = overall(assessment);
  assessment.outcomes = judge_outcomes(program, facts, settings, assessment);
  return assessment;
}

auto exit_status(const Assessment& assessment) -> int {
  switch (assessment.verdict) {
    case eval::Verdict::fail:
    case eval::Verdict::partial:
      return 1;
    case eval::Verdict::undecided:
      return 2;
    case eval::Verdict::pass:
    case eval::Verdict::pass_by_exception:
    case eval::Verdict::not_applicable:
    case eval::Verdict::not_met_recommended:
      return 0;
  }
  return 0;
}

}  // namespace dengbao::assess
