#include "syntax/nesting.h"

#include "PolicyParser.h"

namespace dengbao::syntax {
namespace {

// Words behind which an expression begins that reaches as far as its surroundings allow.
auto opens_expression(std::size_t type) -> bool {
  switch (type) {
    case PolicyParser::NOT: case PolicyParser::IF: case PolicyParser::THEN: case PolicyParser::SATISFIES:
    case PolicyParser::WHERE: case PolicyParser::IN: case PolicyParser::OF: case PolicyParser::LEAST:
    case PolicyParser::MOST: case PolicyParser::EXACTLY: case PolicyParser::OR:
      return true;
    default: return false;
  }
}

// Words that begin a new expression at the outermost level. After a dot they are names.
auto begins_section(std::size_t type) -> bool {
  return type == PolicyParser::REQUIRE || type == PolicyParser::RECOMMENDS || type == PolicyParser::UNLESS ||
         type == PolicyParser::APPLIES || type == PolicyParser::EACH || type == PolicyParser::COLON;
}

}  // namespace

auto find_too_deep(const std::vector<TokenPtr>& tokens, std::size_t limit) -> const antlr4::Token* {
  std::vector<std::size_t> open{0};  // for every open parenthesis: expressions opened inside
  std::size_t depth = 0;             // their sum, and the parentheses
  std::size_t previous = 0;
  for (const auto& token : tokens) {
    const auto type = token->getType();
    if (type == PolicyParser::OPEN) {
      open.push_back(0);
      ++depth;
    } else if (type == PolicyParser::CLOSE && open.size() > 1) {
      depth -= open.back() + 1;
      open.pop_back();
    } else if (previous != PolicyParser::DOT && begins_section(type) && open.size() == 1) {
      depth = open.back() = 0;
    } else if (previous != PolicyParser::DOT && opens_expression(type)) {
      ++open.back();
      ++depth;
    }
    if (depth > limit) return token.get();
    previous = type;
  }
  return nullptr;
}

}  // namespace dengbao::syntax
