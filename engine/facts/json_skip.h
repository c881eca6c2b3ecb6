#pragma once

#include <cstddef>
#include <string_view>

// Steps over the parts of a valid JSON text without decoding them. At and beyond the end nothing is read.
namespace dengbao::facts {

// The first place from `at` on that is not white space.
[[nodiscard]] auto skip_space(std::string_view text, std::size_t at) -> std::size_t;

// Behind the string whose opening quote stands at `at`.
[[nodiscard]] auto skip_string(std::string_view text, std::size_t at) -> std::size_t;

// Behind the value of any kind that begins at `at`.
[[nodiscard]] auto skip_value(std::string_view text, std::size_t at) -> std::size_t;

}  // namespace dengbao::facts
