#include "base/utf8.h"

#include <catch2/catch.hpp>

using namespace dengbao;

TEST_CASE("invalid UTF-8 is found where it begins") {
  CHECK_FALSE(utf8::find_invalid("口令 ok 😀"));
  CHECK(utf8::find_invalid("ab\x80") == 2U);
  CHECK(utf8::find_invalid("\xc0\xaf") == 0U);          // overlong
  CHECK(utf8::find_invalid("a\xed\xa0\x80") == 1U);     // surrogate
  CHECK(utf8::find_invalid("\xf4\x90\x80\x80") == 0U);  // past U+10FFFF
  CHECK(utf8::find_invalid("口\xe5\x8f") == 3U);        // cut off
}

TEST_CASE("lengths count code points, widths columns") {
  CHECK(utf8::length("") == 0);
  CHECK(utf8::length("口令ab") == 4);
  CHECK(utf8::length("\x80\x80") == 2);
  CHECK(utf8::width("口令ab") == 6);
  CHECK(utf8::width("，：（）") == 8);
  CHECK(utf8::width("e\u0301") == 1);
  CHECK(utf8::width("\t") == 4);
  CHECK(utf8::width("\t", 3) == 1);
  CHECK(utf8::width("口\tx") == 5);
  CHECK(utf8::prefix("口令ab", 3) == "口令a");
  CHECK(utf8::prefix("口", 9) == "口");
}

TEST_CASE("normal form C") {
  CHECK(utf8::to_nfc("e\u0301") == "é");
  CHECK(utf8::to_nfc("plain") == "plain");
  CHECK(utf8::to_nfc("\xff口") == "\xff口");
}

TEST_CASE("printable text cannot steer a terminal") {
  CHECK(utf8::printable("口令 é") == "口令 é");
  CHECK(utf8::printable("a\nb\033[31m") == "a\\u{a}b\\u{1b}[31m");
  CHECK(utf8::printable("x\u202ey\u2066z\u061c") == "x\\u{202e}y\\u{2066}z\\u{61c}");
  CHECK(utf8::printable("\u200b\ufeff\u2060\u0085") == "\\u{200b}\\u{feff}\\u{2060}\\u{85}");
  CHECK(utf8::printable("a\xff") == "a\\x{ff}");
  CHECK(utf8::printable(std::string_view("\0", 1)) == "\\u{0}");
}
