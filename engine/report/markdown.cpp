#include "report/markdown.h"

#include <algorithm>

#include "base/utf8.h"

namespace dengbao::report {
namespace {

auto is_word(char c) -> bool {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || byte >= 0x80;
}
auto is_blank(char c) -> bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// What GitHub, GitLab and the like link by themselves, also where the signs are escaped.
auto links_itself(std::string_view word) -> bool {
  for (const std::string_view mark : {"://", "www.", "WWW.", "mailto:", "xmpp:", "@"}) {
    if (word.find(mark) != std::string_view::npos) return true;
  }
  for (std::size_t at = 0; at + 1 < word.size(); ++at) {
    constexpr std::string_view references = "#!~&%$";
    if (references.find(word[at]) != std::string_view::npos && is_word(word[at + 1])) return true;
  }
  return false;
}

auto escaped_markdown(std::string_view text) -> std::string {
  constexpr std::string_view special = "\\`*_[]<>#|&~$";
  std::string out;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

auto longest_run(std::string_view text, char sign) -> std::size_t {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == sign ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

// Whether a sign of that size begins an item of a list: a blank follows, or nothing.
auto begins_item(std::string_view line, std::size_t size) -> bool {
  return size > 0 && (line.size() == size || is_blank(line[size]));
}

// A line of nothing but these makes the one above a heading, or is drawn across the page.
auto is_rule(std::string_view line) -> bool { return line.find_first_not_of("-= ") == std::string_view::npos; }

}  // namespace

auto markdown_text(std::string_view text) -> std::string {
  std::string out;
  while (!text.empty()) {
    const auto blanks = static_cast<std::size_t>(std::ranges::find_if_not(text, is_blank) - text.begin());
    if (blanks > 0) out += ' ';
    text.remove_prefix(blanks);
    const auto size = static_cast<std::size_t>(std::ranges::find_if(text, is_blank) - text.begin());
    const auto word = text.substr(0, size);
    out += links_itself(word) ? markdown_code(word) : escaped_markdown(utf8::printable(word));
    text.remove_prefix(size);
  }
  return out;
}

auto markdown_code(std::string_view text) -> std::string {
  if (text.empty()) return {};
  std::string line(text);
  std::ranges::replace(line, '\n', ' ');
  const auto body = utf8::printable(line);
  const auto longest = longest_run(body, '`');
  const std::string fence(longest + 1, '`');
  return longest == 0 ? fence + body + fence : fence + " " + body + " " + fence;
}

auto markdown_cell(std::string_view markdown) -> std::string {
  std::string out;
  for (const char c : markdown) {
    if (c == '|' && !out.ends_with('\\')) out += '\\';
    out += c;
  }
  return out;
}

auto markdown_line(std::string line) -> std::string {
  const auto first = line.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  line.erase(0, first);
  if (begins_item(line, line.front() == '-' || line.front() == '+' ? 1 : 0) || is_rule(line)) return "\\" + line;
  const auto digits = line.find_first_not_of("0123456789");
  const bool numbered = digits != 0 && digits != std::string::npos && (line[digits] == '.' || line[digits] == ')');
  if (numbered && begins_item(line, digits + 1)) line.insert(digits, 1, '\\');
  return line;
}

auto markdown_fence(std::string_view text) -> std::string {
  return std::string(std::max<std::size_t>(3, longest_run(text, '`') + 1), '`');
}

}  // namespace dengbao::report
