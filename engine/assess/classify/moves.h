#pragma once

#include <vector>

#include "assess/classify/classify.h"

// Inside of `classify`: what would raise or lower the levels.
namespace dengbao::assess {

// Fills in `moves`, `all_moves` and `not_known`. Everything of which there are only so many values (choices, yes and
// no) and that the levels read is tried with every other value, then two such facts together, then three.
void find_moves(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
                const std::vector<model::OutcomeId>& levels, Classification& into);

}  // namespace dengbao::assess
