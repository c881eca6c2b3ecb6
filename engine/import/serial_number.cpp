#include "import/serial_number.h"

#include <algorithm>

#include "import/plain_text.h"

namespace dengbao::importing {
namespace {

// What firmware and programs write in place of a number, in small letters.
constexpr std::string_view no_serials[] = {
    "chassis serial number",
    "default string",
    "empty",
    "none",
    "not applicable",
    "not available",
    "not present",
    "not set",
    "not specified",
    "null",
    "oem",
    "o.e.m.",
    "sernum0",
    "serial number",
    "system serial number",
    "to be filled",
    "to be filled by oem",
    "undefined",
    "unknown",
    "unspecified",
    "to be filled by o.e.m",
    "to be filled by o.e.m.",
    "virtual",
    "n/a",
    "na",
};

// "0000000", "xxxxxx", "123456789", "0123456789ABCDEF"
auto is_filler(std::string_view text) -> bool {
  const bool same = std::ranges::all_of(text, [&](char c) { return c == text.front(); });
  constexpr std::string_view rows[] = {"0123456789abcdef", "1234567890"};
  return same || std::ranges::any_of(rows, [&](std::string_view row) { return row.find(text) != row.npos; });
}

}  // namespace

auto serial_number(std::string_view text) -> std::string {
  constexpr std::size_t shortest = 4;
  const auto number = trim_blanks(text);
  const auto small = small_letters(number);
  if (number.size() < shortest || says_nothing(number) || is_filler(small)) return {};
  if (std::ranges::find(no_serials, small) != std::end(no_serials)) return {};
  const bool has_sign =
      std::ranges::any_of(small, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
  return has_sign ? std::string(number) : std::string();
}

auto same_serial(std::string_view one, std::string_view other) -> bool {
  return !one.empty() && small_letters(one) == small_letters(other);
}

}  // namespace dengbao::importing
