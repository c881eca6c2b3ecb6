#pragma once

#include <string>
#include <vector>

#include "report/part_text.h"

namespace dengbao::report {

// The smallest changes after which it no longer fails, an alternative a line: "minimum password length of root: at
// least 8  (1 change)". None for what does not fail.
[[nodiscard]] auto repair_lines(const Explained& explained) -> std::vector<std::string>;

// Whether there is something to put right: not for what was done late, which nobody can change any more.
[[nodiscard]] auto wants_remedy(eval::Verdict verdict) -> bool;

}  // namespace dengbao::report
