#pragma once

#include "base/diagnostic.h"
#include "syntax/ast.h"

namespace dengbao::syntax {

// Turns the policy text of `file` into its syntax tree.
//
// Reports every mistake to `sink` and goes on: a broken declaration is left out of the tree, the sound ones are in it.
// Never throws, never overflows the stack (depth is limited, P0104).
[[nodiscard]] auto parse(const Sources& sources, FileId file, Sink& sink) -> File;

}  // namespace dengbao::syntax
