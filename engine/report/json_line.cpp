#include "report/json_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "base/utf8.h"

namespace dengbao::report {
namespace {

auto is_plain(char c) -> bool { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }
auto is_ascii(char c) -> bool { return static_cast<unsigned char>(c) < 0x80; }

void append_escaped(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
    case '"':
    case '\\':
      out += '\\';
      out += c;
      return;
    case '\n':
      out += "\\n";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\r':
      out += "\\r";
      return;
    default:
      out += "\\u00";
      out += digits[static_cast<unsigned char>(c) >> 4U];
      out += digits[static_cast<unsigned char>(c) & 15U];
  }
}

// Of text that is UTF-8.
void append_valid(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(std::ranges::find_if_not(text, is_plain) - text.begin());
    out.append(text.substr(0, plain));
    if (plain == text.size()) return;
    append_escaped(out, text[plain]);
    text.remove_prefix(plain + 1);
  }
}

}  // namespace

void append_json_text(std::string& out, std::string_view text) {
  out += '"';
  while (!std::ranges::all_of(text, is_ascii)) {
    const auto invalid = utf8::find_invalid(text);
    if (!invalid) break;
    append_valid(out, text.substr(0, *invalid));
    out += "\xef\xbf\xbd";
    text.remove_prefix(*invalid + 1);
  }
  append_valid(out, text);
  out += '"';
}

auto JsonLine::key(std::string_view name) -> JsonLine& {
  separate();
  out_ += '"';
  out_ += name;
  out_ += "\":";
  return *this;
}

auto JsonLine::foreign_key(std::string_view name) -> JsonLine& {
  text(name);
  out_ += ':';
  return *this;
}

auto JsonLine::text(std::string_view text) -> JsonLine& {
  separate();
  append_json_text(out_, text);
  return *this;
}

auto JsonLine::number(std::uint64_t number) -> JsonLine& {
  separate();
  std::array<char, std::numeric_limits<std::uint64_t>::digits10 + 1> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out_.append(digits.data(), end);
  return *this;
}

}  // namespace dengbao::report
