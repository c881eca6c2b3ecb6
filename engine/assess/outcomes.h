#pragma once

#include <vector>

#include "assess/assessment.h"

namespace dengbao::assess {

// The outcomes of the program over this assessment, in the policies' order.
[[nodiscard]] auto judge_outcomes(const model::Program& program, const facts::Facts& facts,
                                  const eval::Settings& settings, const Assessment& assessment)
    -> std::vector<OutcomeResult>;

}  // namespace dengbao::assess
