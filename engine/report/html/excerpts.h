#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace dengbao::report::html {

// The lines and columns of offsets in a text, in one walk over it, however long its lines are. `offsets` are ascending.
[[nodiscard]] auto places_of(std::string_view text, const std::vector<std::uint32_t>& offsets) -> std::vector<Place>;

// A stretch of the text.
struct Excerpt {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};
// A few lines around an offset; where lines are long, some hundred bytes of them.
[[nodiscard]] auto around(std::string_view text, std::uint32_t offset) -> Excerpt;

// The same stretches in the text's order, those that meet as one.
[[nodiscard]] auto merged(std::vector<Excerpt> excerpts) -> std::vector<Excerpt>;
[[nodiscard]] auto bytes_of(const std::vector<Excerpt>& excerpts) -> std::size_t;

}  // namespace dengbao::report::html
