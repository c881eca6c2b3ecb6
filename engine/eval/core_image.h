#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "eval/core.h"

// The core as bytes, beside the image of its program. Nodes and operands, which are nearly all of it, are not read at
// all but viewed where they lie.
namespace dengbao::eval {

[[nodiscard]] auto write_core_image(const Core& core) -> std::string;

// The core of an image; `program` and `sources` are those that it was made from, and the bytes must stay. Nothing if
// the bytes are no core of this program: every index that a node holds, and how many operands it has, is checked.
[[nodiscard]] auto read_core_image(std::string_view bytes, const model::Program& program, const Sources& sources)
    -> std::optional<Core>;

// A number that changes with the layout of such an image, with the operations and with the built-in functions.
[[nodiscard]] auto core_image_layout() -> std::uint64_t;

}  // namespace dengbao::eval
