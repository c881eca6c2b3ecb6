#pragma once

#include <span>
#include <vector>

#include "assess/plan/least_work.h"

namespace dengbao::assess {

// The measures of a plan in waves: what is required first, then what gains the most for its work, each only after what
// it comes after. What reaches one goal together stays together where there is room for it. At most `most` work in a
// wave, unless one measure alone takes more.
[[nodiscard]] auto in_waves(const WorkProblem& problem, std::span<const ActionId> planned, std::int64_t most)
    -> std::vector<std::vector<ActionId>>;

}  // namespace dengbao::assess
