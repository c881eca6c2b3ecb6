#include <catch2/catch.hpp>

#include "report/html/excerpts.h"
#include "report/html/lexicon.h"

using namespace dengbao;
using namespace dengbao::report::html;

namespace {

auto written(const Lexicon& lexicon) -> std::string {
  std::string out;
  lexicon.write(out);
  return out;
}

}  // namespace

TEST_CASE("what is said alike of two subjects is kept once") {
  Lexicon lexicon;
  const Names one{"db-1", "db-1", "/hosts/0"};
  const Names two{"db-22", "db-22", "/hosts/17"};
  CHECK(lexicon.words("length of db-1 is 6", "db-1 的长度为 6", &one) ==
        lexicon.words("length of db-22 is 6", "db-22 的长度为 6", &two));
  CHECK(lexicon.pointer("/hosts/0/length", &one) == lexicon.pointer("/hosts/17/length", &two));
  CHECK(lexicon.pointer("/hosts/1", &one) == lexicon.same("/hosts/1"));
  CHECK(lexicon.pointer("/hosts/01/length", &one) ==
        lexicon.same("/hosts/01/length"));  // begins alike, leads elsewhere
}

TEST_CASE("what is hidden in words is written out, and the mark of the subject cannot be forged") {
  Lexicon lexicon;
  (void)lexicon.same("a\x7f\n\u202e\"</script>");
  CHECK(written(lexicon) == R"(["a\\u{7f}\\u{a}\\u{202e}\"</script>"])");
}

TEST_CASE("places of offsets, in one walk") {
  const std::string text = "ab\n等保c\n\nd";
  const auto places = places_of(text, {0, 2, 3, 6, 9, 11, 12});
  CHECK(places == std::vector<Place>{{1, 1}, {1, 3}, {2, 1}, {2, 2}, {2, 3}, {3, 1}, {4, 1}});
}

TEST_CASE("the lines around an offset") {
  const std::string text = "1\n2\n3\n4\n5\n6\n7\n";
  const auto middle = around(text, 6);
  CHECK(text.substr(middle.begin, middle.end - middle.begin) == "2\n3\n4\n5\n6");
  const auto first = around(text, 0);
  CHECK(text.substr(first.begin, first.end - first.begin) == "1\n2\n3");

  std::string long_line = "\"";
  for (int i = 0; i < 1000; ++i) long_line += "等";
  const auto piece = around(long_line, 1501);
  CHECK(piece.end - piece.begin < 1000);
  CHECK((piece.begin - 1) % 3 == 0);  // whole characters
  CHECK((piece.end - 1) % 3 == 0);
}

TEST_CASE("stretches that meet become one") {
  const auto excerpts = merged({{10, 20}, {0, 5}, {6, 8}, {15, 30}});
  REQUIRE(excerpts.size() == 2);
  CHECK((excerpts[0].begin == 0 && excerpts[0].end == 8));
  CHECK((excerpts[1].begin == 10 && excerpts[1].end == 30));
  CHECK(bytes_of(excerpts) == 28);
}
