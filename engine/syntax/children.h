#pragma once

#include <vector>

#include "syntax/ast.h"

namespace dengbao::syntax {

// The expressions directly inside an expression, in the order in which they were written.
[[nodiscard]] auto children(const ExprNode& node) -> std::vector<ExprId>;

}  // namespace dengbao::syntax
