#include "syntax/table_rows.h"

#include <algorithm>

#include "PolicyLexer.h"

namespace dengbao::syntax {
namespace {

auto row_before(antlr4::Token& first) -> TokenPtr {
  auto row = std::make_unique<antlr4::CommonToken>(&first);
  row->setType(PolicyLexer::ROW);
  row->setStopIndex(first.getStartIndex() == 0 ? 0 : first.getStartIndex() - 1);  // it stands for no text
  return row;
}

}  // namespace

void mark_table_rows(std::vector<TokenPtr>& tokens) {
  if (tokens.front()->getType() != PolicyLexer::TABLE) return;
  const auto bar = std::ranges::find_if(tokens, [](const auto& token) { return token->getType() == PolicyLexer::BAR; });
  if (bar == tokens.end()) return;
  const auto first_line = (*bar)->getLine();
  std::vector<TokenPtr> marked;
  marked.reserve(tokens.size() + tokens.size() / 4);
  std::size_t line = 0;
  for (auto& token : tokens) {
    if (token->getLine() >= first_line && token->getLine() != line) {
      line = token->getLine();
      marked.push_back(row_before(*token));
    }
    marked.push_back(std::move(token));
  }
  tokens = std::move(marked);
}

}  // namespace dengbao::syntax
