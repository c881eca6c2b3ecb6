#pragma once

#include <cstdint>
#include <string_view>

namespace dengbao::facts {

// The text is in normal form C because each of its characters is one that never changes, whatever stands beside it:
// Latin without combining marks, Han, kana, and the punctuation that goes with them. False does not mean that it is
// not. The text is valid UTF-8.
[[nodiscard]] auto is_plainly_normal(std::string_view text) -> bool;

}  // namespace dengbao::facts
