#pragma once

#include <cstdint>

namespace dengbao::facts {

// Largest facts file in bytes: offsets are 32 bits wide.
inline constexpr std::uint64_t largest_file = 4'294'967'040;
inline constexpr std::size_t deepest_nesting = 1024;

}  // namespace dengbao::facts
