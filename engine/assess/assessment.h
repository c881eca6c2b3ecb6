#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "eval/in_force.h"
#include "eval/judgement.h"
#include "explain/judge.h"
#include "explain/proof.h"
#include "explain/reason.h"

// Verdicts put together: what an organisation, an engineer and an auditor call an assessment.
namespace dengbao::assess {

// What is asked for.
struct Selection {
  std::vector<std::string> only;  // patterns over requirement names; empty: all
};

struct ClauseResult {
  model::SourceId source;
  std::uint32_t clause = 0;  // index into Source::clauses
  eval::Verdict verdict{};   // meaningful if `covered`
  bool covered = false;      // some requirement of this assessment cites it
  bool in_part_only = false;
  bool passes_in_part = false;  // undecided only because what passes covers it in part
  std::vector<model::RequirementId> requirements;
};

// How much of the level the verdicts speak of: the honest denominator.
struct Denominator {
  std::uint32_t clauses = 0;  // of the scheme's catalogue at these levels
  std::uint32_t decided = 0;  // pass, partial, fail …
  std::uint32_t undecided = 0;
  std::uint32_t in_part_only = 0;  // of these, undecided only because policies cover them in part
  std::uint32_t not_applicable = 0;
  std::uint32_t not_covered = 0;  // no policy covers them, or they were not selected
};

// The same for one part of the catalogue: general, cloud …
struct PartDenominator {
  std::string part;
  Localised title;  // the part's name where the catalogue gives none
  Denominator clauses;
};

// Something that an outcome was reckoned from: a count, another outcome, a condition.
struct OutcomeStep {
  model::ExprId expr;
  Value value;
};
struct OutcomeResult {
  model::OutcomeId outcome;
  Value value;                     // unknown where undecided clauses or missing facts leave several values open
  std::vector<Value> possible;     // of a choice that is not decided: the values still possible, in the policy's order
  std::vector<OutcomeStep> steps;  // in the policy's order
};

struct Assessment {
  std::string level;  // S3A3G3
  Date as_of;
  std::vector<explain::Judgement> results;  // of requirements, in the policies' order
  std::vector<explain::Judgement> risks;    // in the policies' order, as are:
  std::vector<explain::Judgement> duties;
  std::vector<ClauseResult> clauses;                     // in the catalogue's order: clauses of the levels assessed
  std::map<eval::Verdict, std::uint32_t> counts;         // over covered clauses
  std::map<eval::Verdict, std::uint32_t> result_counts;  // over requirements
  std::map<eval::Verdict, std::uint32_t> risk_counts;
  std::map<eval::Verdict, std::uint32_t> duty_counts;
  Denominator denominator;
  std::vector<PartDenominator> parts;   // in the catalogue's order
  std::vector<OutcomeResult> outcomes;  // in the policies' order; none over a selection
  // Of all: fail if something fails, a risk is high or a duty was missed; else undecided if something is; else pass.
  eval::Verdict verdict{};
};

// Judges every requirement, risk and duty that is selected and stands at its level. One that is not in force is not
// applicable; an advisory one is judged, and left out of all counts and of the verdict. If nothing at all is
// applicable, so is the whole. Where not every subject is kept, outcomes do not tell their steps. The same however many
// threads judge.
[[nodiscard]] auto assess(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings,
                          const Selection& selection, eval::Keep keep = eval::Keep::all, unsigned threads = 1)
    -> Assessment;
// The same with a plan made for this once.
[[nodiscard]] auto assess(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
                          const Selection& selection) -> Assessment;

// One requirement, risk or duty by the reference evaluator: not applicable where its sources are not in force.
// `extents`: see explain.
[[nodiscard]] auto judge(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
                         model::RequirementId requirement,
                         std::shared_ptr<explain::Extents> extents = explain::make_extents()) -> explain::Judgement;

// The requirements, risks and duties that an assessment judges, in the policies' order.
[[nodiscard]] auto select(const model::Program& program, const eval::Settings& settings, const Selection& selection)
    -> std::vector<model::RequirementId>;

using eval::advisory;
using eval::in_force;

// 0 all holds, 1 something fails, 2 nothing fails but something is undecided.
[[nodiscard]] auto exit_status(const Assessment& assessment) -> int;

}  // namespace dengbao::assess
