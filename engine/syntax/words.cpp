#include "syntax/words.h"

#include <algorithm>
#include <map>
#include <vector>

#include "PolicyLexer.h"
#include "PolicyParser.h"
#include "syntax/keywords.h"

namespace dengbao::syntax {
namespace {

using antlr4::misc::IntervalSet;

auto first_sets() -> std::vector<IntervalSet> {
  initialise_grammar();
  antlr4::ANTLRInputStream input;
  PolicyLexer lexer(&input);
  antlr4::CommonTokenStream tokens(&lexer);
  const PolicyParser parser(&tokens);
  const auto& atn = parser.getATN();
  std::vector<IntervalSet> sets;
  for (auto* start : atn.ruleToStartState) sets.push_back(atn.nextTokens(start));
  return sets;
}

}  // namespace

void initialise_grammar() {
  PolicyLexer::initialise();
  PolicyParser::initialise();
}

auto first_of(std::size_t rule) -> const IntervalSet& {
  static const auto sets = first_sets();
  return sets[rule];
}

auto is_plain_name(std::size_t type) -> bool { return first_of(PolicyParser::RulePlainName).contains(type); }

auto is_any_name(std::size_t type) -> bool { return first_of(PolicyParser::RuleAnyName).contains(type); }

auto spelling(std::size_t type) -> std::string {
  static const std::map<std::size_t, std::string> signs = {{PolicyLexer::RANGE, ".."},
                                                           {PolicyLexer::DOT, "."},
                                                           {PolicyLexer::COLON, ":"},
                                                           {PolicyLexer::COMMA, ","},
                                                           {PolicyLexer::OPEN, "("},
                                                           {PolicyLexer::CLOSE, ")"},
                                                           {PolicyLexer::EQUAL, "="},
                                                           {PolicyLexer::NOT_EQUAL, "!="},
                                                           {PolicyLexer::LESS_EQUAL, "<="},
                                                           {PolicyLexer::LESS, "<"},
                                                           {PolicyLexer::GREATER_EQUAL, ">="},
                                                           {PolicyLexer::GREATER, ">"},
                                                           {PolicyLexer::PLUS, "+"},
                                                           {PolicyLexer::MINUS, "-"},
                                                           {PolicyLexer::TIMES, "*"},
                                                           {PolicyLexer::DIVIDE, "/"},
                                                           {PolicyLexer::BAR, "|"},
                                                           {PolicyLexer::OPEN_BRACE, "{"},
                                                           {PolicyLexer::CLOSE_BRACE, "}"},
                                                           {PolicyLexer::OPEN_BRACKET, "["},
                                                           {PolicyLexer::CLOSE_BRACKET, "]"},
                                                           {PolicyLexer::CHOICE_COMMA, ","}};
  if (type >= PolicyLexer::SINCE && type < PolicyLexer::COMPOUND) return std::string(chinese_spelling(type));
  if (const auto sign = signs.find(type); sign != signs.end()) return sign->second;
  static const antlr4::dfa::Vocabulary vocabulary = [] {
    antlr4::ANTLRInputStream input;
    return PolicyLexer(&input).getVocabulary();
  }();
  auto name = vocabulary.getSymbolicName(type);  // every keyword's token is called as its English spelling
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return name;
}

}  // namespace dengbao::syntax
