#pragma once

#include <optional>
#include <vector>

#include "syntax/pieces.h"

namespace dengbao::syntax {

// The token at which a declaration becomes nested more than `limit` deep, if it does. Asked before parsing, because the
// parser calls itself for every nested expression.
[[nodiscard]] auto find_too_deep(const std::vector<TokenPtr>& tokens, std::size_t limit) -> const antlr4::Token*;

}  // namespace dengbao::syntax
