#include "report/json_line.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <random>

using dengbao::report::append_json_text;
using dengbao::report::JsonLine;

namespace {

auto in_quotes(std::string_view text) -> std::string {
  std::string out;
  append_json_text(out, text);
  return out;
}

}  // namespace

TEST_CASE("texts are escaped as JSON asks, and stay on one line") {
  CHECK(in_quotes("db-1") == R"("db-1")");
  CHECK(in_quotes("") == R"("")");
  CHECK(in_quotes("主机\"1\\\n\r\t") == R"("主机\"1\\\n\r\t")");
  CHECK(in_quotes(std::string_view("\0\x1f\x7f", 3)) == "\"\\u0000\\u001f\x7f\"");
  CHECK(in_quotes("a\xff\xe4\xb8z") == "\"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz\"");
}

TEST_CASE("whatever the bytes, what is written is JSON on one line, and valid text comes back as it was") {
  std::mt19937 random(7);
  const std::string_view pieces[] = {"a",  "\"",   "\\",   "\n",           "\x01", "主",
                                     "😀", "\xff", "\xe4", "\xed\xa0\x80", "/",    "\x7f"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    bool valid = true;
    for (auto left = random() % 8; left > 0; --left) {
      const auto piece = random() % std::size(pieces);
      text += pieces[piece];
      valid = valid && (piece < 7 || piece > 9);
    }
    const auto written = in_quotes(text);
    const auto read = nlohmann::json::parse(written);
    if (valid) CHECK(read.get<std::string>() == text);
    CHECK(written.find('\n') == std::string::npos);
  }
}

TEST_CASE("commas stand between values, and nowhere else") {
  JsonLine line;
  line.open('{').member("a", "x:").key("b").open('[').close(']').key("c").open('[').number(0).raw("null").text("[");
  line.open('{').close('}').number(18446744073709551615U).close(']').member("d", 7).close('}');
  CHECK(line.take() == R"({"a":"x:","b":[],"c":[0,null,"[",{},18446744073709551615],"d":7})"
                       "\n");
}
