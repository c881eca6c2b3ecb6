#pragma once

#include <string>
#include <string_view>

// Text that others wrote, as Markdown shows it and nothing else: no markup, no HTML, no link, no mention.
namespace dengbao::report {

// Within a line. A word that programs turn into a link or a reference by themselves (an address of the web or of mail,
// `@name`, `#12`) becomes code, for there they leave it alone.
[[nodiscard]] auto markdown_text(std::string_view text) -> std::string;

// As code, between more backticks than it holds.
[[nodiscard]] auto markdown_code(std::string_view text) -> std::string;

// As the cell of a table: no bar ends it.
[[nodiscard]] auto markdown_cell(std::string_view markdown) -> std::string;

// What stands at the beginning of a line, so that it begins no list, quotation or rule.
[[nodiscard]] auto markdown_line(std::string line) -> std::string;

// A fence for a block of code, longer than any in the text.
[[nodiscard]] auto markdown_fence(std::string_view text) -> std::string;

}  // namespace dengbao::report
