#include "base/scripts.h"

#include <utf8proc.h>

#include <array>
#include <cstdint>
#include <utility>

namespace dengbao {
namespace {

enum Script : std::uint8_t { other = 0, latin = 1, greek = 2, cyrillic = 4, han = 8, katakana = 16, wide = 32 };

auto within(utf8proc_int32_t c, utf8proc_int32_t first, utf8proc_int32_t last) -> bool {
  return c >= first && c <= last;
}

auto script_of(utf8proc_int32_t c) -> Script {
  if (within(c, 'a', 'z') || within(c, 'A', 'Z') || within(c, 0xC0, 0x24F)) return latin;
  if (within(c, 0x370, 0x3FF) || within(c, 0x1F00, 0x1FFF)) return greek;
  if (within(c, 0x400, 0x52F)) return cyrillic;
  if (within(c, 0x4E00, 0x9FFF) || within(c, 0x3400, 0x4DBF) || within(c, 0x20000, 0x3FFFF)) return han;
  if (within(c, 0x30A1, 0x30FA)) return katakana;
  if (within(c, 0xFF21, 0xFF3A) || within(c, 0xFF41, 0xFF5A)) return wide;
  return other;
}

template <typename Visit>
void each_code_point(std::string_view text, Visit visit) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t code_point = 0;
    const auto bytes = utf8proc_iterate(at, left, &code_point);
    if (bytes <= 0) return;
    visit(code_point, std::string_view(reinterpret_cast<const char*>(at), static_cast<std::size_t>(bytes)));
    at += bytes;
    left -= bytes;
  }
}

// Greek and Cyrillic letters that most typefaces draw as a Latin one.
constexpr std::array<std::pair<utf8proc_int32_t, char>, 45> look_alikes{{
    {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'}, {0x039A, 'K'},
    {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'}, {0x03A5, 'Y'}, {0x03A7, 'X'},
    {0x03BF, 'o'}, {0x03BD, 'v'}, {0x03C1, 'p'}, {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x041A, 'K'},
    {0x041C, 'M'}, {0x041D, 'H'}, {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'}, {0x0423, 'Y'},
    {0x0425, 'X'}, {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'}, {0x0430, 'a'}, {0x0435, 'e'}, {0x043A, 'k'},
    {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'},
    {0x0458, 'j'}, {0x0501, 'd'}, {0x051B, 'q'},
}};

}  // namespace

auto mixes_scripts(std::string_view name) -> bool {
  unsigned seen = 0;
  each_code_point(name, [&](utf8proc_int32_t c, std::string_view) { seen |= script_of(c); });
  const auto western = seen & (latin | greek | cyrillic | wide);
  const bool several = (western & (western - 1)) != 0;
  return several || (seen & (han | katakana)) == (han | katakana);
}

auto skeleton(std::string_view name) -> std::string {
  std::string out;
  each_code_point(name, [&](utf8proc_int32_t c, std::string_view bytes) {
    for (const auto& [letter, plain] : look_alikes) {
      if (letter == c) {
        out += plain;
        return;
      }
    }
    if (script_of(c) == wide) {
      out += static_cast<char>(c - 0xFEE0);
    } else {
      out += bytes;
    }
  });
  return out;
}

}  // namespace dengbao
