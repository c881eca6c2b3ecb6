#include "syntax/choice_commas.h"

#include "PolicyLexer.h"

namespace dengbao::syntax {
namespace {

auto ends_choices(std::size_t type) -> bool {
  switch (type) {
    case PolicyLexer::AND:
    case PolicyLexer::OR:
    case PolicyLexer::THEN:
    case PolicyLexer::WHERE:
    case PolicyLexer::SATISFIES:
    case PolicyLexer::FOR:
    case PolicyLexer::IS:
    case PolicyLexer::COLON:
      return true;
    default:
      return false;
  }
}

// Whether `is one of` or `is not one of` ends at `i`, and no list in parentheses follows.
auto opens_choices(const std::vector<TokenPtr>& tokens, std::size_t i) -> bool {
  if (i < 2 || tokens[i]->getType() != PolicyLexer::OF || tokens[i - 1]->getType() != PolicyLexer::ONE) return false;
  if (i + 1 < tokens.size() && tokens[i + 1]->getType() == PolicyLexer::OPEN) return false;
  const auto before = tokens[i - 2]->getType();
  return before == PolicyLexer::IS ||
         (before == PolicyLexer::NOT && i >= 3 && tokens[i - 3]->getType() == PolicyLexer::IS);
}

auto goes_on(const std::vector<TokenPtr>& tokens, std::size_t comma) -> bool {
  if (comma + 1 >= tokens.size()) return true;
  const auto next = tokens[comma + 1]->getType();
  return next != PolicyLexer::WHERE && next != PolicyLexer::SATISFIES;
}

}  // namespace

void mark_choice_commas(std::vector<TokenPtr>& tokens) {
  std::vector<bool> in_choices{false};  // for every open parenthesis
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto type = tokens[i]->getType();
    const bool is_name = i > 0 && tokens[i - 1]->getType() == PolicyLexer::DOT;
    if (type == PolicyLexer::OPEN) {
      in_choices.push_back(false);
    } else if (type == PolicyLexer::CLOSE) {
      if (in_choices.size() > 1) in_choices.pop_back();
    } else if (opens_choices(tokens, i)) {
      in_choices.back() = true;
    } else if (ends_choices(type) && !is_name) {
      in_choices.back() = false;
    } else if (type == PolicyLexer::COMMA && in_choices.back() && goes_on(tokens, i)) {
      dynamic_cast<antlr4::WritableToken&>(*tokens[i]).setType(PolicyLexer::CHOICE_COMMA);
    }
  }
}

}  // namespace dengbao::syntax
