#pragma once

#include <vector>

#include "model/program.h"

namespace dengbao::model {

// The expressions directly below one, in the order written; a definition's body is not below its call.
[[nodiscard]] auto children(const ExprNode& node) -> std::vector<ExprId>;

// The expressions at the top of a requirement, risk or duty, in the order of its sections, without its remedy.
struct TopExpr {
  ExprId expr;
  std::uint32_t from_level = 0;  // first level at which it is looked at; 0: wherever the requirement stands
};
[[nodiscard]] auto expressions(const Requirement& requirement) -> std::vector<TopExpr>;

}  // namespace dengbao::model
