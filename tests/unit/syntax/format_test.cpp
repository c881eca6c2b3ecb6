#include "syntax/format.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <sstream>

#include "helpers.h"
#include "sample.h"
#include "syntax/dump.h"
#include "syntax/parse.h"

using namespace dengbao;
using namespace dengbao::syntax;
using namespace dengbao::syntax::test;

namespace fs = std::filesystem;

namespace {

auto read_text(const fs::path& path) -> std::string {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

auto formatted(std::string text, std::optional<Lang> lang = {}) -> std::string {
  Sources sources;
  Sink sink;
  const auto id = sources.add("test.policy", std::move(text));
  const auto out = format(sources, id, lang, sink);
  for (const auto& diagnostic : sink.sorted()) UNSCOPED_INFO(diagnostic.text.en);
  REQUIRE(out);
  return *out;
}

auto english(const std::string& text) -> std::string { return formatted(text, Lang::en); }
auto chinese(const std::string& text) -> std::string { return formatted(text, Lang::zh); }

auto is_sound(const std::string& text) -> bool { return parse_text(text).sink.empty(); }
auto tree_of(const std::string& text) -> std::string { return dump(parse_text(text).file); }

// What formatting promises of every text without errors.
void check_promises(const std::string& text) {
  INFO(text);
  const auto plain = formatted(text);
  const auto en = english(text);
  const auto zh = chinese(text);
  CHECK(formatted(plain) == plain);
  CHECK(formatted(en) == en);
  CHECK(formatted(zh) == zh);
  CHECK(english(zh) == en);
  CHECK(chinese(en) == zh);
  const auto tree = tree_of(text);
  CHECK(tree_of(plain) == tree);
  CHECK(tree_of(en) == tree);
  CHECK(tree_of(zh) == tree);
}

// The texts of `--- policy` in a case file.
auto policies_of_cases(const std::string& text) -> std::vector<std::string> {
  std::vector<std::string> out;
  bool inside = false;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const bool doc = line.starts_with("--- ") && line.size() > 4 && (line[4] < 'a' || line[4] > 'z');
    if (line.starts_with("--- ") && !doc) {
      inside = line.starts_with("--- policy");
      if (inside) out.emplace_back();
    } else if (inside) {
      out.back() += line + "\n";
    }
  }
  return out;
}

// Small texts of every kind. The project's own policies are too many for all promises; they have tests of their own below.
auto all_texts() -> std::vector<std::string> {
  std::vector<std::string> out = {sample};
  for (const auto* folder : {"stdlib", "tests/cases", "tests/cli", "tests/format"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(DENGBAO_ROOT) / folder)) {
      if (entry.path().extension() == ".policy") out.push_back(read_text(entry.path()));
      if (entry.path().extension() != ".case") continue;
      for (auto& text : policies_of_cases(read_text(entry.path()))) out.push_back(std::move(text));
    }
  }
  std::erase_if(out, [](const auto& text) { return !is_sound(text); });
  return out;
}

void for_each_policy(const std::string& folder, const std::function<void(const std::string&)>& check) {
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(DENGBAO_ROOT) / folder)) {
    if (entry.path().extension() != ".policy") continue;
    INFO(entry.path());
    check(read_text(entry.path()));
  }
}

// Declarations of all texts, one by one: the material for random edits.
auto all_declarations() -> std::vector<std::string> {
  std::vector<std::string> out;
  for (const auto& text : all_texts()) {
    const auto parsed = parse_text(text);
    for (const auto& node : parsed.file.declarations) out.emplace_back(parsed.sources.text(node.span));
  }
  return out;
}

class Edits {
 public:
  explicit Edits(std::uint32_t seed) : random_(seed) {}

  auto pick(std::size_t count) -> std::size_t { return random_() % count; }

  // The text with some of its white space made anew, comments put in, and now and then a word lost, doubled or moved.
  auto edit(const std::string& text) -> std::string {
    std::string out;
    const bool rough = pick(3) == 0;
    bool quoted = false;
    for (char c : text) {
      if (c == '"') quoted = !quoted;
      if (c == '\n') quoted = false;
      const bool gap = (c == ' ' || c == '\n') && !quoted;
      if (gap && pick(12) == 0) {
        out += gaps_[pick(std::size(gaps_))];
      } else if (gap && rough && pick(40) == 0) {
        out += std::string(" ") + words_[pick(std::size(words_))] + c;
      } else {
        out += c;
      }
    }
    return out;
  }

 private:
  static constexpr const char* gaps_[] = {"\n",         "\n    ",       "  ",          "\n\n  ", " -- aside\n  ",
                                          "\n-- own\n", "\n  -- 注\n ", "\n--- doc\n", " "};
  static constexpr const char* words_[] = {"not",      "and", ",",      "(",        ")",   "x",
                                           "count of", "is",  "的数量", "若无则 1", "为空"};
  std::mt19937 random_;
};

void check_random_edits(std::size_t count, std::uint32_t seed) {
  const auto declarations = all_declarations();
  Edits edits(seed);
  std::size_t sound = 0;
  for (std::size_t i = 0; i < count; ++i) {
    auto text = edits.edit(declarations[edits.pick(declarations.size())]);
    if (edits.pick(4) == 0) text += "\n\n" + edits.edit(declarations[edits.pick(declarations.size())]) + "\n";
    if (!is_sound(text)) continue;
    ++sound;
    check_promises(text);
  }
  CHECK(sound > count / 4);
}

}  // namespace

TEST_CASE("every small text of the project keeps the promises of formatting", "[project]") {
  for (const auto& text : all_texts()) check_promises(text);
}

TEST_CASE("texts with random edits keep the promises of formatting") { check_random_edits(300, 1); }

TEST_CASE("texts with many random edits keep the promises of formatting", "[.][long]") {
  for (std::uint32_t seed = 2; seed < 42; ++seed) check_random_edits(1000, seed);
}

TEST_CASE("the policies of the project and their tests are formatted", "[project]") {
  for (const auto* folder : {"policies", "stdlib", "tests/policies"}) {
    for_each_policy(folder, [](const std::string& text) { CHECK(formatted(text) == text); });
  }
}

TEST_CASE("the policies of the project are the same in Chinese and back", "[project]") {
  for_each_policy("policies", [](const std::string& text) {
    const auto zh = chinese(text);
    CHECK(english(zh) == text);
    CHECK(tree_of(zh) == tree_of(text));
  });
}

TEST_CASE("golden texts: what was written, in English and in Chinese") {
  for (const auto& entry : fs::directory_iterator(fs::path(DENGBAO_ROOT) / "tests/format")) {
    if (!fs::is_directory(entry)) continue;
    INFO(entry.path());
    const auto input = read_text(entry.path() / "input.policy");
    CHECK(formatted(input) == read_text(entry.path() / "plain.policy"));
    CHECK(english(input) == read_text(entry.path() / "en.policy"));
    CHECK(chinese(input) == read_text(entry.path() / "zh.policy"));
  }
}

TEST_CASE("the Chinese sentences of the language's design are sentences") {
  CHECK(dump_expr("每个 账 属于 主机.账户，其中 账.已启用，均满足 账.p") ==
        dump_expr("every 账 in 主机.账户 where 账.已启用 satisfies 账.p"));
  CHECK(dump_expr("不存在 账 属于 xs，满足 账.p") == dump_expr("no 账 in xs satisfies 账.p"));
  CHECK(dump_expr("登录方式 为以下之一 密钥，证书") == dump_expr("登录方式 is one of 密钥, 证书"));
  CHECK(dump_expr("上线日期 距 评估日 不超过 6 个月") == dump_expr("上线日期 is at most 6 months before 评估日"));
  CHECK(dump_of("义务 d\n  期限 决定.日期 后 10 个工作日\n") ==
        dump_of("duty d\n  due 10 working days after 决定.日期\n"));
}

TEST_CASE("Chinese list words follow one another and fields") {
  CHECK(dump_expr("xs.f 的取值 的数量 > 1") == dump_expr("count of values of xs.f > 1"));
  CHECK(dump_expr("（x 属于 xs，其中 x.y）的取值.n 的最大值 若无则 1 + 2") ==
        dump_expr("highest of values of (x in xs where x.y).n or 1 + 2 if none"));
}

TEST_CASE("words in the order of the other language") {
  const auto in_chinese = [](const std::string& expr) {
    const std::string head = "定义 d：truth\n  即";
    auto text = chinese("define d : truth\n  means " + expr + "\n");
    REQUIRE(text.starts_with(head));
    text = text.substr(head.size(), text.size() - head.size() - 1);
    return text.starts_with(' ') ? text.substr(1) : text;
  };
  CHECK(in_chinese("x is at least 1 day after y") == "x 距 y 后 不少于 1 天");
  CHECK(in_chinese("x before y") == "x 早于 y");
  CHECK(in_chinese("x is not in (1, 2)") == "x 不属于（1，2）");
  CHECK(in_chinese("x not ends with \"a\"") == "x 不以 \"a\" 结尾");
  CHECK(in_chinese("exactly 1 a in xs satisfies a.b") == "恰好 1 个 a 属于 xs，满足 a.b");
  CHECK(in_chinese("highest of xs or 0 if none > 1") == "xs 的最大值 若无则 0 > 1");
  CHECK(in_chinese("count of (a in xs where a.b) > 1") == "（a 属于 xs，其中 a.b）的数量 > 1");
}

TEST_CASE("`若无则` never takes what is not its own") {
  CHECK(chinese("define d : number\n  means highest of xs or 0 if none + 1\n") ==
        "定义 d：number\n  即 highest of xs or 0 if none + 1\n");
}

TEST_CASE("names stay whatever they are spelled like") {
  const auto zh = chinese(
      "requirement test.level\n  method test\n  weight key\n  require \"p\": x.every is x.none and x.title is key and "
      "source.部分 is \"是 is\"\n");
  CHECK(zh ==
        "要求 test.level\n  方法 test\n  权重 key\n  应 \"p\"：x.every 为 x.none 且 x.title 为 key 且 source.部分 为 "
        "\"是 "
        "is\"\n");
}

TEST_CASE("comments stay where they were, or above what they stood in") {
  CHECK(formatted("-- a\n\n\n-- b\nuse x -- c\nuse y\nrecord R -- d\n -- e\n k : text -- f\n -- g\n\n-- h\n") ==
        "-- a\n\n-- b\nuse x  -- c\nuse y\n\nrecord R  -- d\n  -- e\n  k : text  -- f\n  -- g\n\n-- h\n");
  CHECK(formatted("define d : truth means\n  count of -- a\n xs > 1\n") ==
        "define d : truth\n  means\n    -- a\n    count of xs > 1\n");
}

TEST_CASE("blanks, byte order marks and carriage returns that say nothing go") {
  CHECK(formatted("\xEF\xBB\xBFuse  a . b \r\n\r\n\r\n\r\nuse c(d ,e)\t\r\n") == "use a.b\n\nuse c (d, e)\n");
  CHECK(formatted("").empty());
  CHECK(formatted("\n\n-- only\n\n") == "-- only\n");
}

TEST_CASE("long lines are broken where they can be, in both languages alike") {
  const auto text = formatted(
      "define d : truth means some account in host.accounts where account.enabled and account.roles contains "
      "administrator satisfies account.persons contains person\n");
  CHECK(text ==
        "define d : truth\n  means some account in host.accounts where account.enabled and account.roles contains "
        "administrator\n        satisfies account.persons contains person\n");
}

TEST_CASE("a list that is too long is filled anew, another keeps its lines") {
  const std::string kept = "enumeration E\n  one of a, b,\n         c\n";
  CHECK(formatted(kept) == kept);
  CHECK(formatted("enumeration E one of name-number-one, name-number-two, name-number-three, name-number-four,\n"
                  "name-number-five, name-number-six, name-number-seven, name-number-eight, name-number-nine, "
                  "name-number-ten, name-number-eleven, name-number-twelve\n") ==
        "enumeration E\n"
        "  one of name-number-one, name-number-two, name-number-three, name-number-four, name-number-five, "
        "name-number-six,\n"
        "         name-number-seven, name-number-eight, name-number-nine, name-number-ten, name-number-eleven,\n"
        "         name-number-twelve\n");
}

TEST_CASE("a text with errors is not formatted, and the errors are told") {
  Sources sources;
  Sink sink;
  const auto id = sources.add("test.policy", "define d : truth\n");
  CHECK_FALSE(format(sources, id, Lang::zh, sink));
  CHECK(sink.errors() == 1);
}
