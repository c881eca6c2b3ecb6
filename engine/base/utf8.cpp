#include "base/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>

namespace dengbao::utf8 {
namespace {

struct CodePoint {
  utf8proc_int32_t value;  // -1 where the bytes are not valid
  std::size_t bytes;
};

auto next(std::string_view text) -> CodePoint {
  if (const auto first = static_cast<unsigned char>(text.front()); first < 0x80) return {first, 1};
  utf8proc_int32_t value = 0;
  const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                      static_cast<utf8proc_ssize_t>(text.size()), &value);
  if (bytes <= 0) return {-1, 1};
  return {value, static_cast<std::size_t>(bytes)};
}

struct Range {
  utf8proc_int32_t first, last;
};
// Control characters, bidirectional controls, and characters that nobody sees.
constexpr Range hidden[] = {{0x00, 0x1f},     {0x7f, 0x9f},     {0x61c, 0x61c},   {0x180e, 0x180e}, {0x200b, 0x200f},
                            {0x2028, 0x202e}, {0x2060, 0x206f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f}};

auto is_hidden(utf8proc_int32_t value) -> bool {
  return std::any_of(std::begin(hidden), std::end(hidden),
                     [&](Range range) { return range.first <= value && value <= range.last; });
}

auto hex(utf8proc_int32_t value) -> std::string {
  static constexpr auto digits = "0123456789abcdef";
  std::string out;
  do {
    out.insert(out.begin(), digits[value & 15]);
    value >>= 4;
  } while (value > 0);
  return out;
}

}  // namespace

auto find_invalid(std::string_view text) -> std::optional<std::size_t> {
  for (std::size_t at = 0; at < text.size();) {
    const auto point = next(text.substr(at));
    if (point.value < 0) return at;
    at += point.bytes;
  }
  return std::nullopt;
}

auto length(std::string_view text) -> std::size_t {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(next(text).bytes);
  return count;
}

auto width(std::string_view text, std::size_t start) -> std::size_t {
  auto column = start;
  while (!text.empty()) {
    const auto point = next(text);
    if (point.value == '\t') {
      column += 4 - column % 4;
    } else if (point.value < 0) {
      column += 1;
    } else {
      const auto columns = utf8proc_charwidth(point.value);
      column += columns > 0 ? static_cast<std::size_t>(columns) : 0;
    }
    text.remove_prefix(point.bytes);
  }
  return column - start;
}

auto to_nfc(std::string_view text) -> std::string {
  bool ascii = true;
  for (const char c : text) ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  if (ascii) return std::string(text);
  utf8proc_uint8_t* mapped = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (size < 0) return std::string(text);
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)};
}

auto prefix(std::string_view text, std::size_t count) -> std::string_view {
  std::size_t at = 0;
  for (; count > 0 && at < text.size(); --count) at += next(text.substr(at)).bytes;
  return text.substr(0, at);
}

auto printable(std::string_view text) -> std::string {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto point = next(text);
    if (point.value < 0) {
      out += "\\x{" + hex(static_cast<unsigned char>(text.front())) + "}";
    } else if (is_hidden(point.value)) {
      out += "\\u{" + hex(point.value) + "}";
    } else {
      out += text.substr(0, point.bytes);
    }
    text.remove_prefix(point.bytes);
  }
  return out;
}

}  // namespace dengbao::utf8
