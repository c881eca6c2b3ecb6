#pragma once

#include <optional>
#include <utility>

#include "base/diagnostic.h"
#include "syntax/ast.h"

namespace dengbao::syntax {

// Turns the policy text of `file` into its syntax tree.
//
// Reports every mistake to `sink` and goes on: a broken declaration is left out of the tree, the sound ones are in it.
// Never throws, never overflows the stack (depth is limited, P0104).
[[nodiscard]] auto parse(const Sources& sources, FileId file, Sink& sink) -> File;

// The text of `file` as one expression, for tools that read what a person types; the tree holds its nodes and nothing
// else. Nothing where it is no expression, which is reported.
[[nodiscard]] auto parse_expression(const Sources& sources, FileId file, Sink& sink)
    -> std::optional<std::pair<File, ExprId>>;

}  // namespace dengbao::syntax
