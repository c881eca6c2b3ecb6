#include <catch2/catch.hpp>

#include <random>

#include "helpers.h"
#include "sample.h"
#include "syntax/dump.h"

using namespace dengbao::syntax;
using namespace dengbao::syntax::test;

namespace {

auto repeated(const std::string& text, int times) -> std::string {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

void parse_and_dump(std::string text) {
  const auto parsed = parse_text(std::move(text));
  CHECK(parsed.sink.errors() <= 51);
  (void)dump(parsed.file);
}

}  // namespace

TEST_CASE("a file cut anywhere is an error or a shorter file, never a crash") {
  const std::string text = sample;
  for (std::size_t i = 0; i < text.size(); i += 3) parse_and_dump(text.substr(0, i));
}

TEST_CASE("changed bytes never crash") {
  std::mt19937 random(20261121);
  const std::string letters = "()\"\\,.:-=<\n a9\xE4\xFF";
  for (int run = 0; run < 300; ++run) {
    std::string text = sample;
    for (int change = 0; change < 3; ++change) text[random() % text.size()] = letters[random() % letters.size()];
    parse_and_dump(text);
  }
}

TEST_CASE("nesting without end is refused") {
  constexpr int times = 20'000;
  const std::string head = "define d: truth means ";
  for (const auto* word : {"(", "not ", "if ", "if a then ", "every x in x satisfies ", "values of ", "count of (x in ",
                           "x in ", "highest of a or ", "at least ", "by level (1: ", "every x in x where "}) {
    INFO(word);
    CHECK(parse_text(head + repeated(word, times) + "a").sink.errors() >= 1);
  }
  CHECK(parse_text("record r x: " + repeated("list of ", times) + "text").sink.errors() == 1);
}

TEST_CASE("long lists and chains are read or refused, but not walked by recursion") {
  constexpr int times = 20'000;
  const std::string head = "define d: truth means a";
  CHECK(parse_text(head + repeated(" and a", times)).sink.errors() == 0);
  CHECK(parse_text(head + repeated(".a", times)).sink.errors() == 1);
  CHECK(parse_text(head + repeated(" + a", times)).sink.errors() == 1);
  CHECK(parse_text(head + repeated(" - a", times)).sink.errors() == 1);
  CHECK(parse_text(repeated("\"\n", times)).sink.errors() == 51);
  CHECK(parse_text(repeated("@", times)).sink.errors() == 1);
}
