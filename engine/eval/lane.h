#pragma once

#include <vector>

#include "base/reused_memory.h"

namespace dengbao::eval {

// Values side by side, one for each instance of a block: made and dropped by the thousand.
template <typename T>
using Lane = std::vector<T, Reusing<T>>;

}  // namespace dengbao::eval
