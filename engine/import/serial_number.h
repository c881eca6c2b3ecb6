#pragma once

#include <string>
#include <string_view>

namespace dengbao::importing {

// The serial number as it can tell one device from another: without blanks around it. Empty where it is none: what
// makers and programs write where there is no number ("To Be Filled By O.E.M.", "N/A", "无"), and what counts up or
// repeats itself, as on boards that nobody gave a number.
[[nodiscard]] auto serial_number(std::string_view text) -> std::string;

// Whether two such texts are the same number; letters' case does not count.
[[nodiscard]] auto same_serial(std::string_view one, std::string_view other) -> bool;

}  // namespace dengbao::importing
