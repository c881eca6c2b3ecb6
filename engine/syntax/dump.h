#pragma once

#include <string>

#include "syntax/ast.h"

namespace dengbao::syntax {

// The tree as stable, indented text without spans, for `check --dump ast` and for tests.
[[nodiscard]] auto dump(const File& file) -> std::string;

}  // namespace dengbao::syntax
