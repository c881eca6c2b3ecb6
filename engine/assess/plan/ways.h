#pragma once

#include <vector>

#include "assess/plan/remediation.h"

namespace dengbao::assess {

// Tries every measure by itself, and all together, and completes the ways to end each shortfall by what was seen: what
// one measure ends alone, and, where no way is known but all together end it, the few that are enough. `most`: networks
// evaluated.
[[nodiscard]] auto find_ways(const model::Program& program, Trials& trials, std::span<const Measure> measures,
                             std::vector<Shortfall>& shortfalls, const Position& before, std::size_t most)
    -> std::vector<Alone>;

// What keeps whole what a measure breaks by itself: by measure, for each of `broken`, those that do so, each alone.
using Keepers = std::vector<std::vector<std::vector<ActionId>>>;
[[nodiscard]] auto find_keepers(const model::Program& program, Trials& trials, std::span<const Measure> measures,
                                const std::vector<Alone>& alone) -> Keepers;

}  // namespace dengbao::assess
