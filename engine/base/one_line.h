#pragma once

#include <string>
#include <string_view>

namespace dengbao {

// The text with every run of blanks and line breaks as one space, and none at either end.
[[nodiscard]] auto one_line(std::string_view text) -> std::string;

}  // namespace dengbao
