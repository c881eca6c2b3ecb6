#pragma once

#include <string>
#include <string_view>

namespace dengbao::assess {

// A JSON text laid out for people: two spaces a level, what is short on one line. Strings and numbers keep their bytes.
// The text is valid JSON.
[[nodiscard]] auto laid_out(std::string_view json) -> std::string;

}  // namespace dengbao::assess
