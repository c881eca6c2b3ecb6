#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "eval/verdict.h"
#include "report/context.h"

// Text on a terminal: widths of CJK characters, colours, marks.
namespace dengbao::report {

enum class Ink { plain, good, bad, open, faint, strong };

// The text in that colour, or as it is where the report has no colours.
[[nodiscard]] auto paint(const Context& context, Ink ink, std::string_view text) -> std::string;
[[nodiscard]] auto ink_of(eval::Verdict verdict) -> Ink;
// The verdict in words, in its colour.
[[nodiscard]] auto verdict_text(const Context& context, eval::Verdict verdict) -> std::string;

// ✓ pass, not found, in time · ✗ fail, partial, high, late, overdue · ? undecided · ! medium · · not yet due · – not
// applicable, recommended and not met
[[nodiscard]] auto mark(eval::Verdict verdict) -> std::string_view;
[[nodiscard]] auto mark(Truth holds) -> std::string_view;

// At least `width` columns wide.
[[nodiscard]] auto padded(std::string_view text, std::size_t width) -> std::string;

// `text` after `first`, continued on lines that begin with `rest`, so that no line is wider than `columns` if its words
// allow it. Ends in a line break.
[[nodiscard]] auto wrapped(std::string_view first, std::string_view rest, std::string_view text, std::size_t columns)
    -> std::string;

// `left`, and `right` at the right margin; on a line of its own if there is no room. Ends in a line break.
[[nodiscard]] auto justified(const Context& context, std::string_view left, std::string_view right) -> std::string;

// 1 000
[[nodiscard]] auto grouped(std::uint64_t number) -> std::string;

}  // namespace dengbao::report
