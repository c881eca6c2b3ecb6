#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The few ways in which configuration files of a Unix machine are cut into pieces. All are pure, linear in their input
// and indifferent to garbage: what does not look like the format is passed over.
namespace dengbao::collect {

[[nodiscard]] auto trim(std::string_view text) -> std::string_view;
[[nodiscard]] auto lower(std::string_view text) -> std::string;

// Without line breaks; a last line without a break counts.
[[nodiscard]] auto lines(std::string_view text) -> std::vector<std::string_view>;

// Lines without comments (`#` to the end), trimmed, the empty ones left out; `\` at the end joins a line to the next.
[[nodiscard]] auto config_lines(std::string_view text) -> std::vector<std::string>;

// Cut at every `separator`; empty pieces are kept: "a::b" gives three.
[[nodiscard]] auto split(std::string_view text, char separator) -> std::vector<std::string_view>;

// Cut at white space; empty pieces are left out.
[[nodiscard]] auto words(std::string_view text) -> std::vector<std::string_view>;

// A whole decimal number with an optional sign, and nothing else.
[[nodiscard]] auto to_number(std::string_view text) -> std::optional<std::int64_t>;

// `key = value` or `key value` lines; sections (`[x]`) are passed over; quotes around a value are removed. Keys are
// lower case; a later line wins over an earlier one. A key without a value has the value "".
using Settings = std::map<std::string, std::string>;
void read_settings(std::string_view text, Settings& into);
[[nodiscard]] auto number_setting(const Settings& settings, const std::string& key) -> std::optional<std::int64_t>;
[[nodiscard]] auto text_setting(const Settings& settings, const std::string& key) -> std::optional<std::string>;

}  // namespace dengbao::collect
