#include "assess/clauses.h"

#include <algorithm>
#include <unordered_map>

namespace dengbao::assess {
namespace {

// Requirements by the clause that they cite, an index into the catalogue's clauses.
struct Citing {
  std::vector<eval::CitingResult> results;
  std::vector<model::RequirementId> requirements;
};
using CitingByClause = std::unordered_map<std::uint32_t, Citing>;

auto level_of(const model::Clause& clause, const eval::Settings& settings) -> std::uint32_t {
  if (clause.klass && *clause.klass < settings.class_levels.size()) return settings.class_levels[*clause.klass];
  return settings.level;
}

// A requirement that cites one clause twice, once in part, covers it whole.
void note(Citing& citing, const explain::Judgement& judgement, bool in_part) {
  if (!citing.requirements.empty() && citing.requirements.back() == judgement.requirement) {
    citing.results.back().in_part = citing.results.back().in_part && in_part;
    return;
  }
  citing.requirements.push_back(judgement.requirement);
  citing.results.push_back({judgement.verdict.verdict, in_part});
}

auto group_by_clause(const model::Program& program, std::span<const explain::Judgement> results) -> CitingByClause {
  CitingByClause by_clause;
  const auto& clauses = program.sources[*program.scheme.catalogue].clauses;
  for (const auto& judgement : results) {
    const auto& requirement = program.requirements[judgement.requirement];
    for (const auto& citation : requirement.citations) {
      if (citation.source != *program.scheme.catalogue) continue;
      for (const auto clause : citation.clauses) {
        if (clauses[clause].level == judgement.level) note(by_clause[clause], judgement, citation.in_part);
      }
    }
  }
  return by_clause;
}

auto judge_clause(model::SourceId source, std::uint32_t clause, const CitingByClause& by_clause) -> ClauseResult {
  ClauseResult result;
  result.source = source;
  result.clause = clause;
  const auto citing = by_clause.find(clause);
  if (citing == by_clause.end()) return result;
  result.covered = true;
  result.requirements = citing->second.requirements;
  result.in_part_only = std::ranges::all_of(citing->second.results, &eval::CitingResult::in_part);
  result.verdict = eval::clause_verdict(citing->second.results);
  result.passes_in_part = result.verdict == eval::Verdict::undecided &&
                          std::ranges::none_of(citing->second.results, [](const eval::CitingResult& one) {
                            return one.verdict == eval::Verdict::undecided;
                          });
  return result;
}

void count(const ClauseResult& clause, Denominator& denominator) {
  ++denominator.clauses;
  if (!clause.covered) {
    ++denominator.not_covered;
  } else if (clause.verdict == eval::Verdict::undecided) {
    ++denominator.undecided;
    denominator.in_part_only += clause.passes_in_part ? 1 : 0;
  } else if (clause.verdict == eval::Verdict::not_applicable) {
    ++denominator.not_applicable;
  } else {
    ++denominator.decided;
  }
}

}  // namespace

auto judge_clauses(const model::Program& program, const eval::Settings& settings,
                   std::span<const explain::Judgement> results) -> std::vector<ClauseResult> {
  std::vector<ClauseResult> judged;
  if (!program.scheme.catalogue) return judged;
  const auto source = *program.scheme.catalogue;
  const auto& clauses = program.sources[source].clauses;
  const auto by_clause = group_by_clause(program, results);
  for (std::uint32_t index = 0; index < clauses.size(); ++index) {
    if (clauses[index].level == level_of(clauses[index], settings)) {
      judged.push_back(judge_clause(source, index, by_clause));
    }
  }
  return judged;
}

auto count_clauses(std::span<const ClauseResult> clauses) -> Denominator {
  Denominator denominator;
  for (const auto& clause : clauses) count(clause, denominator);
  return denominator;
}

auto count_parts(const model::Program& program, std::span<const ClauseResult> clauses) -> std::vector<PartDenominator> {
  std::vector<PartDenominator> parts;
  for (const auto& result : clauses) {
    const auto& clause = program.sources[result.source].clauses[result.clause];
    auto found = std::ranges::find(parts, clause.part, &PartDenominator::part);
    if (found == parts.end()) {
      const auto title = clause.part_title.empty() ? Localised{clause.part, {}} : clause.part_title;
      found = parts.insert(parts.end(), {clause.part, title, {}});
    }
    count(result, found->clauses);
  }
  return parts;
}

}  // namespace dengbao::assess
