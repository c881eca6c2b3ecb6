#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/source.h"
#include "model/compile.h"
#include "model/program.h"

// A program as bytes that are read much faster than policies are compiled. Every member of every struct is written, in
// the order of its declaration, so that a program that was read back is the same in all that can be seen.
namespace dengbao::model {

// The program's image. Its spans mean the sources by number, so that these must be kept beside it.
[[nodiscard]] auto write_image(const Program& program) -> std::string;

// The program of an image; `sources` are those that it was compiled from, in their order. Nothing if the bytes are no
// image of a program: lengths, ids, spans and enumerations are all checked, so that even bytes that somebody made up
// give a program whose parts can be followed, or nothing. What is read late (expressions, definitions, clauses, tests)
// throws where it is at fault; a checksum has to vouch for it. The program views the bytes, which must stay.
[[nodiscard]] auto read_image(std::string_view bytes, const Sources& sources) -> std::optional<Program>;

// The texts that policies were compiled from, with what each of them is.
[[nodiscard]] auto write_sources(const Sources& sources, const Origins& origins) -> std::string;

// Adds the texts as views of the bytes, which must stay. Nothing if the bytes are not what `write_sources` writes.
// `sources` must be empty, so that spans mean the same files as before.
[[nodiscard]] auto read_sources(std::string_view bytes, Sources& sources) -> std::optional<Origins>;

// A number that changes with the layout of an image: with the members of any struct in it, and by hand where the
// meaning changes and the layout does not.
[[nodiscard]] auto image_layout() -> std::uint64_t;

}  // namespace dengbao::model
