#include "facts/json_text.h"

#include <algorithm>
#include <cstdint>

namespace dengbao::facts {
namespace {

auto hex_digit(char c) -> int {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// The four digits of `\uXXXX`, or a negative number.
auto hex4(std::string_view text) -> std::int32_t {
  if (text.size() < 4) return -1;
  std::int32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const auto digit = hex_digit(text[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

void append_utf8(std::string& out, std::uint32_t point) {
  const auto put = [&](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xc0 | point >> 6);
    put(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    put(0xe0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3f));
    put(0x80 | (point & 0x3f));
  } else {
    put(0xf0 | point >> 18);
    put(0x80 | (point >> 12 & 0x3f));
    put(0x80 | (point >> 6 & 0x3f));
    put(0x80 | (point & 0x3f));
  }
}

// `rest` begins behind `\u`. Appends the character; gives the length read, or 0 where the escape is wrong.
auto unescape_unicode(std::string_view rest, std::string& out) -> std::size_t {
  const auto first = hex4(rest);
  if (first < 0 || (first >= 0xdc00 && first < 0xe000)) return 0;
  if (first < 0xd800 || first >= 0xe000) {
    append_utf8(out, static_cast<std::uint32_t>(first));
    return 4;
  }
  if (rest.substr(4, 2) != "\\u") return 0;
  const auto second = hex4(rest.substr(6));
  if (second < 0xdc00 || second >= 0xe000) return 0;
  append_utf8(
      out, 0x10000U + (static_cast<std::uint32_t>(first - 0xd800) << 10) + static_cast<std::uint32_t>(second - 0xdc00));
  return 10;
}

}  // namespace

auto unescape(std::string_view raw, std::size_t& wrong_at) -> std::optional<std::string> {
  static constexpr std::string_view letters = "\"\\/bfnrt";
  static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
  std::string out;
  out.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const auto slash = raw.find('\\', at);
    out += raw.substr(at, slash - at);
    if (slash == std::string_view::npos) break;
    wrong_at = slash;
    if (slash + 1 >= raw.size()) return std::nullopt;
    if (raw[slash + 1] == 'u') {
      const auto length = unescape_unicode(raw.substr(slash + 2), out);
      if (length == 0) return std::nullopt;
      at = slash + 2 + length;
    } else {
      const auto which = letters.find(raw[slash + 1]);
      if (which == std::string_view::npos) return std::nullopt;
      out.push_back(meanings[which]);
      at = slash + 2;
    }
  }
  return out;
}

auto is_json_number(std::string_view text) -> bool {
  std::size_t at = 0;
  const auto digits = [&] {
    const auto begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - begin;
  };
  const auto is = [&](char c) { return at < text.size() && text[at] == c; };
  if (is('-')) ++at;
  const bool zero = is('0');
  const auto whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (is('.')) {
    ++at;
    if (digits() == 0) return false;
  }
  if (is('e') || is('E')) {
    ++at;
    if (is('+') || is('-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

auto scalar_end(std::string_view text, std::size_t begin) -> std::size_t {
  if (begin >= text.size()) return text.size();
  if (text[begin] != '"') return std::min(text.find_first_of(" \t\r\n,:]}", begin), text.size());
  auto at = begin + 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

namespace {

auto space_end(std::string_view text, std::size_t at) -> std::size_t {
  return std::min(text.find_first_not_of(" \t\r\n", at), text.size());
}

// Where the value ends that begins at `at`, brackets and all.
auto value_end(std::string_view text, std::size_t at) -> std::size_t {
  for (int depth = 0; at < text.size();) {
    const auto c = text[at];
    if (c == '{' || c == '[') {
      ++depth;
      ++at;
    } else if (c == '}' || c == ']') {
      --depth;
      ++at;
    } else {
      at = std::max(scalar_end(text, at), at + 1);
    }
    if (depth <= 0) break;
  }
  return at;
}

}  // namespace

auto keys_of(std::string_view text, std::size_t begin) -> std::vector<std::size_t> {
  std::vector<std::size_t> keys;
  auto at = space_end(text, begin + 1);
  while (at < text.size() && text[at] == '"') {
    keys.push_back(at);
    at = space_end(text, scalar_end(text, at));
    if (at >= text.size() || text[at] != ':') break;
    at = space_end(text, value_end(text, space_end(text, at + 1)));
    if (at >= text.size() || text[at] != ',') break;
    at = space_end(text, at + 1);
  }
  return keys;
}

void append_step(std::string& pointer, std::string_view key) {
  pointer.push_back('/');
  for (const auto c : key) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer.push_back(c);
    }
  }
}

void append_step(std::string& pointer, std::size_t index) {
  pointer.push_back('/');
  pointer += std::to_string(index);
}

}  // namespace dengbao::facts
