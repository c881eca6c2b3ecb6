#include <catch2/catch.hpp>

#include "base/render_diagnostic.h"
#include "helpers.h"

using namespace dengbao;
using namespace dengbao::syntax;
using namespace dengbao::syntax::test;

namespace {

using Messages = std::vector<std::string>;

// The messages for an expression; it begins at 1:24.
auto of_expr(const std::string& expr) -> Messages { return messages_of("define d: truth means  " + expr); }

auto one(const Messages& messages) -> std::string { return messages.size() == 1 ? messages[0] : "not one message"; }

}  // namespace

TEST_CASE("what was expected is said in words") {
  CHECK(one(of_expr("a is")) ==
        "P0101 1:26 unexpected end of the declaration; expected an expression, `in`, `empty`, `known`, `missing` or "
        "`before`");
  CHECK(one(of_expr("a b")) ==
        "P0101 1:26 unexpected `b`; expected an operator such as `and`, `is` or `<=` or the next declaration");
  CHECK(one(of_expr("(a, b")) ==
        "P0101 1:28 unexpected end of the declaration; expected an operator such as `and`, `is` or `<=`, `,` or `)`");
  CHECK(one(messages_of("parameter p duration = 1")) == "P0101 1:13 unexpected `duration`; expected `:`");
  CHECK(one(messages_of("requirement r\n  title 5")) == "P0101 2:9 unexpected `5`; expected a quoted text");
  CHECK(one(messages_of("requirement r\n  level two")) == "P0101 2:9 unexpected `two`; expected a number");
}

TEST_CASE("a misspelt keyword gets a suggestion") {
  CHECK(one(messages_of("requirment a.b\n  title \"t\"")) ==
        "P0101 1:1 unexpected `requirment`; expected a declaration, `module` or `use` | did you mean `requirement`?");
  CHECK(one(messages_of("requirement a.b\n  titel \"t\"")).ends_with("| did you mean `title`?"));
  CHECK(one(of_expr("every x in xs wher x.a satisfies x.b")).ends_with("| did you mean `where`?"));
  CHECK(one(messages_of("requirement r level 2 and abve")) ==
        "P0101 1:27 unexpected `abve`; expected `above` | did you mean `above`?");
}

TEST_CASE("a misspelt declaration leaves the one above it sound") {
  const auto parsed = parse_text("define d: truth means a\nrequirment a.b\n  title \"t\"\ndefine e: truth means b\n");
  CHECK(messages(parsed).size() == 1);
  CHECK(parsed.file.declarations.size() == 2);
}

TEST_CASE("every broken declaration is told, and the sound ones are kept") {
  const auto parsed = parse_text(
      "enumeration E one a\n\ndefine d: truth means a and\n\ndefine e: truth means b\n\n"
      "record R\n  a text\n  b: text\n  c: list text\n  d: text\n");
  const auto found = messages(parsed);
  REQUIRE(found.size() == 4);
  CHECK(found[0].starts_with("P0101 1:19 unexpected `a`"));
  CHECK(found[1].starts_with("P0101 3:25 unexpected end of the declaration; expected an expression"));
  CHECK(found[2].starts_with("P0101 8:5 unexpected `text`; expected `:`"));
  CHECK(found[3].starts_with("P0101 10:11 unexpected `text`; expected `of`"));
  CHECK(parsed.file.declarations.size() == 1);
}

TEST_CASE("several errors of one requirement") {
  const auto found =
      messages_of("requirement r\n  title t\n  level x\n  require \"a\": b\n  require \"c\" d\n  unless \"e\": f\n");
  REQUIRE(found.size() == 3);
  CHECK(found[0].starts_with("P0101 2:9"));
  CHECK(found[1].starts_with("P0101 3:9"));
  CHECK(found[2].starts_with("P0101 5:15 unexpected `d`; expected"));
}

TEST_CASE("characters that are no words") {
  CHECK(one(messages_of("requirement r\n  title \"abc\n  level 2")) ==
        "P0102 2:9 this text is not closed on its line | close it with `\"`");
  CHECK(one(messages_of("requirement r\n  title “题目\n")).starts_with("P0102 2:9"));
  CHECK(one(of_expr("a @@ b # c")) == "P0103 1:26 unexpected character `@`");
  CHECK(one(of_expr("a ； b")) == "P0103 1:26 unexpected character `；`");
}

TEST_CASE("too deep") {
  const std::string open(201, '(');
  const std::string close(201, ')');
  CHECK(one(of_expr(open + "a" + close)) == "P0104 1:224 this expression is nested more than 200 deep");
  CHECK(of_expr(open.substr(10) + "a" + close.substr(10)).empty());
  std::string sum = "a";
  for (int i = 0; i < 300; ++i) sum += " + a";
  CHECK(one(of_expr(sum)).starts_with("P0104 1:24"));
  std::string conjunction = "not a";
  for (int i = 0; i < 1000; ++i) conjunction += " and not a";
  CHECK(of_expr(conjunction).empty());
}

TEST_CASE("not UTF-8, too large, too long") {
  CHECK(one(messages_of("define\xFF")) == "P0105 1:7 the file is not valid UTF-8");
  CHECK(one(messages_of(std::string((16U << 20U) + 1, ' '))) ==
        "P0106 1:1 a policy file of 16777217 bytes is larger than the limit of 16777216 bytes");
  std::string names = "enumeration E one of a";
  for (int i = 0; i < 100'000; ++i) names += ",a";
  CHECK(one(messages_of(names)).find("this declaration has more than 200000 words") != std::string::npos);
}

TEST_CASE("literals that mean nothing") {
  CHECK(one(of_expr("1234567890123456789")) == "P0107 1:24 `1234567890123456789` has more than 18 digits");
  CHECK(one(of_expr("2026-02-30")) == "P0108 1:24 `2026-02-30` is not a date of the calendar");
  CHECK(one(of_expr("\"a\\tb\"")) == "P0109 1:26 `\\t` is not an escape; write \\\", \\\\ or \\n");
  CHECK(one(of_expr("1.5 days")) == "P0214 1:24 `1.5 days` is not a duration: it takes a whole number");
  CHECK(one(of_expr("999999999999 years")) == "P0214 1:24 `999999999999 years` is not a duration: it is too long");
  CHECK(one(messages_of("requirement r level 2.5")) == "P0117 1:21 `2.5` is not a level; levels are whole numbers");
  CHECK(one(messages_of("requirement r level 4..2")) == "P0316 1:15 the levels of 4 to 2 are none");
}

TEST_CASE("lines that can be read in two ways") {
  CHECK(one(of_expr("if a then b and c")).starts_with("P0110 1:34 `and` or `or` after `then` can be read in two ways"));
  CHECK(one(of_expr("every x in xs satisfies x.a and b"))
            .starts_with("P0111 1:56 this does not mention `x`, yet it stands inside its `satisfies`"));
  CHECK(one(of_expr("every x in xs satisfies (some y in ys satisfies x.a is y or x.b)")).starts_with("P0111 1:84"));
  CHECK(one(of_expr("count of (x in xs where x.a and b) > 1")).starts_with("P0111 1:56"));
  CHECK(one(of_expr("a and b or c")) ==
        "P0114 1:24 `and` and `or` in one line can be read in two ways | put "
        "parentheses around what belongs together");
  CHECK(of_expr("(every x in xs satisfies x.a) and b").empty());
  CHECK(of_expr("every x in xs satisfies (x.a and b)").empty());
  CHECK(of_expr("every x in xs where x.a and b satisfies x.c").empty());
}

TEST_CASE("sections of another kind, and order") {
  CHECK(one(messages_of("risk r\n require \"a\": b")) == "P0118 2:2 `require` has no place in a risk");
  CHECK(one(messages_of("requirement r\n due x")) == "P0118 2:2 `due` has no place in a requirement");
  CHECK(one(messages_of("duty r\n raised \"a\": b")) == "P0118 2:2 `raised` has no place in a duty");
  CHECK(one(messages_of("use a\nmodule b\n")).starts_with("P0116 2:1 `module` is out of place"));
  CHECK(one(messages_of("define d: truth means a\nuse b\n")).starts_with("P0116 2:1 `use` is out of place"));
}

TEST_CASE("sections that are given twice") {
  CHECK(one(messages_of("requirement r\n title \"a\"\n title \"b\"")) == "P0302 3:2 `title` is given twice");
  CHECK(one(messages_of("requirement r\n require \"a\": b\n method test\n method test"))
            .starts_with("P0302 4:2 `method`"));
  CHECK(messages_of("requirement r\n method test\n require \"a\": b\n method test").empty());
  CHECK(one(messages_of("source s draft draft")).starts_with("P0302 1:16"));
  CHECK(one(messages_of("record r a: text label \"a\" label \"b\"")).starts_with("P0302 1:28"));
  CHECK(one(messages_of("requirement r\n require \"a\": b\n unless \"c\": d\n unless \"e\": f")) ==
        "P0309 4:2 this part already has its `unless` | join the two with `or`");
}

TEST_CASE("no flood") {
  std::string text;
  for (int i = 0; i < 80; ++i) text += "define d: truth means\n";
  const auto found = messages_of(text);
  CHECK(found.size() == 51);
  CHECK(found.back().find("P0112") != std::string::npos);
  CHECK(found.back().find("30 more") != std::string::npos);
}

TEST_CASE("the caret stands right under Chinese words") {
  const auto parsed = parse_text("requirement 要求.一\n  title \"标题\" 错 \"x\"\n");
  const auto text = render(parsed.sink.sorted(), parsed.sources, Lang::zh, false);
  CHECK(text.find("此处不应为`错`；应为") != std::string::npos);
  // 8 columns of `  title `, 6 of the text with its quotes, one space; behind the gutter of 4
  CHECK(text.find("\n  |                ^^") != std::string::npos);
}
