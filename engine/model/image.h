#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/source.h"
#include "model/program.h"

// A program as bytes that are read much faster than policies are compiled. Every member of every struct is written, in
// the order of its declaration, so that a program that was read back is the same in all that can be seen.
namespace dengbao::model {

// The program's image. Its spans mean the sources by number, so that these must be kept beside it.
[[nodiscard]] auto write_image(const Program& program) -> std::string;

// The program of an image; `sources` are those that it was compiled from, in their order. Nothing if the bytes are no
// image of a program: lengths, ids, spans and enumerations are all checked, so that even bytes that somebody made up
// give a program whose parts can be followed, or nothing.
[[nodiscard]] auto read_image(std::string_view bytes, const Sources& sources) -> std::optional<Program>;

// A number that changes with the layout of an image: with the members of any struct in it, and by hand where the
// meaning changes and the layout does not.
[[nodiscard]] auto image_layout() -> std::uint64_t;

}  // namespace dengbao::model
