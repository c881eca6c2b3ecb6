#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// UTF-8 as the engine needs it: validity, code points, width on a terminal, normal form C.
namespace dengbao::utf8 {

// Offset of the first byte that is not valid UTF-8 (overlong forms and surrogates included), or nothing.
[[nodiscard]] auto find_invalid(std::string_view text) -> std::optional<std::size_t>;

// Number of code points; an invalid byte counts as one.
[[nodiscard]] auto length(std::string_view text) -> std::size_t;

// Columns that the text takes on a terminal: CJK characters take two, combining marks none, a tab up to the next
// multiple of four from `start`.
[[nodiscard]] auto width(std::string_view text, std::size_t start = 0) -> std::size_t;

// The text in normal form C; text that is not valid UTF-8 comes back unchanged.
[[nodiscard]] auto to_nfc(std::string_view text) -> std::string;

// The first `count` code points of the text.
[[nodiscard]] auto prefix(std::string_view text, std::size_t count) -> std::string_view;

// The text with control characters (newline included), bidirectional controls and other invisible characters written as
// `\u{…}`, invalid bytes as `\x{…}`:
// facts are hostile text and must not steer a terminal or imitate a line of a report.
[[nodiscard]] auto printable(std::string_view text) -> std::string;

}  // namespace dengbao::utf8
