#pragma once

#include <vector>

#include "assess/assessment.h"

namespace dengbao::assess {

// Whether outcomes tell how they came about: what a report shows, and verdicts alone do not.
enum class Steps : std::uint8_t { told, left_out };

// The outcomes of the program over this assessment, in the policies' order, by the fast evaluator; their steps by the
// reference one. The assessment keeps every subject.
[[nodiscard]] auto judge_outcomes(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings,
                                  const Assessment& assessment, Steps steps) -> std::vector<OutcomeResult>;

// The same by the reference evaluator, to be compared with.
[[nodiscard]] auto reference_outcomes(const model::Program& program, const facts::Facts& facts,
                                      const eval::Settings& settings, const Assessment& assessment)
    -> std::vector<OutcomeResult>;

}  // namespace dengbao::assess
