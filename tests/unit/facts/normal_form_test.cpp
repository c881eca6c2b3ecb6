#include "facts/normal_form.h"

#include <catch2/catch.hpp>

#include "base/utf8.h"

namespace dengbao::facts {
namespace {

auto written(std::uint32_t point) -> std::string {
  std::string out;
  if (point < 0x80) return {static_cast<char>(point)};
  if (point < 0x800) {
    out += static_cast<char>(0xc0 | point >> 6);
  } else {
    out += static_cast<char>(0xe0 | point >> 12);
    out += static_cast<char>(0x80 | (point >> 6 & 0x3f));
  }
  return out + static_cast<char>(0x80 | (point & 0x3f));
}

TEST_CASE("what is called normal is normal, whatever it stands beside") {
  std::string all;
  for (std::uint32_t point = 1; point < 0xffff; ++point) {
    if (point >= 0xd800 && point < 0xe000) continue;
    const auto one = written(point);
    if (!is_plainly_normal(one)) continue;
    all += one;
    INFO(point);
    REQUIRE(utf8::to_nfc(one) == one);
    // No mark that could join what stands before it.
    const auto behind = "a" + one + "e" + one;
    REQUIRE(utf8::to_nfc(behind) == behind);
  }
  CHECK(all.size() > 80'000);
  CHECK(utf8::to_nfc(all) == all);
}

TEST_CASE("what may change is not called normal") {
  for (const auto* text : {"e\u0301", "\u212b", "\uf900", "か\u3099", "\u1100\u1161", "\u0344"}) {
    INFO(text);
    CHECK(utf8::to_nfc(text) != text);
    CHECK_FALSE(is_plainly_normal(text));
  }
}

}  // namespace
}  // namespace dengbao::facts
