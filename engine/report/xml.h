#pragma once

#include <string>
#include <string_view>

namespace dengbao::report {

// Text as XML 1.0 holds it, between tags and in attributes within double quotes: markup escaped, characters that XML
// does not allow, and those that nobody sees, written as `\u{…}`. Line breaks stay.
[[nodiscard]] auto xml_text(std::string_view text) -> std::string;

}  // namespace dengbao::report
