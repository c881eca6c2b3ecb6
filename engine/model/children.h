#pragma once

#include <vector>

#include "model/expr.h"

namespace dengbao::model {

// The expressions directly below one, in the order written; a definition's body is not below its call.
[[nodiscard]] auto children(const ExprNode& node) -> std::vector<ExprId>;

}  // namespace dengbao::model
