#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace dengbao::syntax {

// Keywords that both languages write as one unit: `is not one of`, `不为以下之一`.
struct Unit {
  std::size_t count = 1;  // of keywords
  std::string en;
  std::string zh;
};

// The longest unit at the beginning of a row of keywords, given by their types.
[[nodiscard]] auto first_unit(std::span<const std::size_t> types) -> Unit;

}  // namespace dengbao::syntax
