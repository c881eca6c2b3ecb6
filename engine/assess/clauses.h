#pragma once

#include <span>
#include <vector>

#include "assess/assessment.h"

namespace dengbao::assess {

// The clauses of the scheme's catalogue at the levels of their classes, in its order, each with the verdict of the
// requirements that cite it. Advisory requirements have no say. Empty if the scheme has no catalogue.
[[nodiscard]] auto judge_clauses(const model::Program& program, const eval::Settings& settings,
                                 std::span<const explain::Judgement> results) -> std::vector<ClauseResult>;

[[nodiscard]] auto count_clauses(std::span<const ClauseResult> clauses) -> Denominator;
// The same for each part, in the order in which the parts first appear.
[[nodiscard]] auto count_parts(const model::Program& program, std::span<const ClauseResult> clauses)
    -> std::vector<PartDenominator>;

}  // namespace dengbao::assess
