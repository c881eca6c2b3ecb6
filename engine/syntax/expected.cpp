#include "syntax/expected.h"

#include <algorithm>
#include <span>

#include "PolicyParser.h"
#include "syntax/keywords.h"
#include "syntax/words.h"

namespace dengbao::syntax {
namespace {

using antlr4::misc::IntervalSet;

constexpr std::size_t max_alternatives = 6;

// Tokens that people think of as one thing. The group is named if both its marks are expected; then all that may begin
// `rule` is said by it.
struct ExpectedGroup {
  std::size_t mark;
  std::size_t second_mark;
  std::size_t rule;
  const char* en;
  const char* zh;
};

// The order matters: where any word may be a name, keywords mean nothing else, and an expression may begin with a name.
constexpr ExpectedGroup groups[] = {
    {PolicyParser::NAME_TOKEN, PolicyParser::MODULE, PolicyParser::RuleAnyName, "a name", "名称"},
    {PolicyParser::REQUIREMENT, PolicyParser::DEFINE, PolicyParser::RuleDeclaration, "a declaration", "声明"},
    {PolicyParser::BY, PolicyParser::OPEN, PolicyParser::RuleExpr, "an expression", "表达式"},
    {PolicyParser::NAME_TOKEN, PolicyParser::TITLE, PolicyParser::RulePlainName, "a name", "名称"},
    {PolicyParser::REQUIRE, PolicyParser::UNLESS, PolicyParser::RuleSection, "a section of the requirement",
     "要求的下一节"},
    {PolicyParser::CLASSES, PolicyParser::LEVELS, PolicyParser::RuleSchemeSection, "a section of the scheme",
     "制度的下一节"},
    {PolicyParser::EDITION, PolicyParser::DRAFT, PolicyParser::RuleSourceSection, "a section of the source",
     "依据的下一节"},
    {PolicyParser::MONTHS, PolicyParser::DAYS, PolicyParser::RuleUnit, "a unit of time", "时间单位"},
};

struct Sign {
  std::size_t type;
  const char* en;
  const char* zh;
};
constexpr Sign signs[] = {
    {PolicyParser::TEXT, "a quoted text", "带引号的文字"},
    {PolicyParser::NUMBER, "a number", "数字"},
    {PolicyParser::DATE, "a date", "日期"},
    {PolicyParser::CLAUSE, "the number of a clause", "条款号"},
    {PolicyParser::ROW, "a row of the table", "表格的一行"},
    {antlr4::Token::EOF, "the next declaration", "下一个声明"},
};

// What may follow a complete operand.
auto operators() -> IntervalSet {
  auto set = first_of(PolicyParser::RuleTail);
  for (const auto type :
       {PolicyParser::PLUS, PolicyParser::MINUS, PolicyParser::TIMES, PolicyParser::DIVIDE, PolicyParser::AND,
        PolicyParser::OR, PolicyParser::DOT, PolicyParser::FOR, PolicyParser::NUMBER_OF, PolicyParser::TOTAL_OF,
        PolicyParser::KINDS_OF, PolicyParser::HIGHEST_OF, PolicyParser::LOWEST_OF, PolicyParser::OR_IF_NONE}) {
    set.add(static_cast<ssize_t>(type));
  }
  return set;
}

class Alternatives {
 public:
  void add(std::string en, std::string zh) {
    if (std::find(en_.begin(), en_.end(), en) != en_.end()) return;
    en_.push_back(std::move(en));
    zh_.push_back(std::move(zh));
  }
  [[nodiscard]] auto words() const -> Localised { return {enumerate(en_, ", ", " or "), enumerate(zh_, "、", "或")}; }

 private:
  static auto enumerate(std::span<const std::string> items, const char* comma, const char* last) -> std::string {
    const auto count = std::min(items.size(), max_alternatives);
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out += i + 1 == count ? last : comma;
      out += items[i];
    }
    return out;
  }

  std::vector<std::string> en_;
  std::vector<std::string> zh_;
};

void add_groups(IntervalSet& expected, Alternatives& out) {
  for (const auto& group : groups) {
    if (!expected.contains(group.mark) || !expected.contains(group.second_mark)) continue;
    out.add(group.en, group.zh);
    expected = expected.subtract(first_of(group.rule));
  }
}

void add_operators(IntervalSet& expected, Alternatives& out) {
  if (!expected.contains(static_cast<std::size_t>(PolicyParser::TIMES))) return;
  out.add("an operator such as `and`, `is` or `<=`", "运算符（如 `且`、`为`、`<=`）");
  expected = expected.subtract(operators());
}

auto words_of(std::size_t type) -> Localised {
  const auto sign = std::find_if(std::begin(signs), std::end(signs), [&](const Sign& s) { return s.type == type; });
  if (sign != std::end(signs)) return {sign->en, sign->zh};
  const auto zh = chinese_spelling(type);
  return {"`" + spelling(type) + "`", "`" + (zh.empty() ? spelling(type) : std::string(zh)) + "`"};
}

}  // namespace

auto describe_expected(IntervalSet expected) -> Localised {
  Alternatives out;
  add_operators(expected, out);
  add_groups(expected, out);
  for (const auto type : expected.toList()) {
    const auto words = words_of(static_cast<std::size_t>(type));
    out.add(words.en, words.zh);
  }
  return out.words();
}

auto expected_keywords(const IntervalSet& expected) -> std::vector<std::string> {
  std::vector<std::string> words;
  for (const auto type : expected.toList()) {
    if (type >= static_cast<ssize_t>(PolicyParser::MODULE) && type <= static_cast<ssize_t>(PolicyParser::SECONDS)) {
      words.push_back(spelling(static_cast<std::size_t>(type)));
      if (const auto zh = chinese_spelling(static_cast<std::size_t>(type)); !zh.empty()) words.emplace_back(zh);
    }
  }
  return words;
}

}  // namespace dengbao::syntax
