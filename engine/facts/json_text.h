#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The small print of JSON: escapes, numbers, pointers.
namespace dengbao::facts {

// What may stand between tokens.
[[nodiscard]] inline auto is_space(char c) -> bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// The string between its quotes with its escapes resolved; nothing where one is wrong (`wrong_at`: its offset).
[[nodiscard]] auto unescape(std::string_view raw, std::size_t& wrong_at) -> std::optional<std::string>;

// The text is a number as JSON writes it: no leading zero, no plus sign, digits on both sides of the point.
[[nodiscard]] auto is_json_number(std::string_view text) -> bool;

// Where the string, number or literal ends that begins at `begin` of a valid text.
[[nodiscard]] auto scalar_end(std::string_view text, std::size_t begin) -> std::size_t;

// Where the keys of the object that begins at `begin` stand, as far as the text is valid.
[[nodiscard]] auto keys_of(std::string_view text, std::size_t begin) -> std::vector<std::size_t>;

// RFC 6901: one step of a pointer, `~` and `/` written as `~0` and `~1`, appended with its slash.
void append_step(std::string& pointer, std::string_view key);
void append_step(std::string& pointer, std::size_t index);

}  // namespace dengbao::facts
