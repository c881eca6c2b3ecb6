#pragma once

#include "model/compilation.h"

namespace dengbao::model {

// Reports the combinations of inputs that no row of the table covers, or that two rows cover. `levels` says of each
// input whether it takes only the levels of the scheme.
void check_cover(Compilation& compilation, const Table& table, const std::vector<bool>& levels);

}  // namespace dengbao::model
