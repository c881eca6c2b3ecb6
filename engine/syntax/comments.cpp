#include "syntax/comments.h"

#include <algorithm>

#include "PolicyLexer.h"

namespace dengbao::syntax {
namespace {

auto trimmed(std::string_view text) -> std::string {
  const auto last = text.find_last_not_of(" \t");
  return std::string(text.substr(0, last == std::string_view::npos ? 0 : last + 1));
}

auto is_same_word(const antlr4::Token& a, const antlr4::Token& b) -> bool {
  return a.getStartIndex() == b.getStartIndex();
}

// The comments between two words: the first may stand behind `before`, all others above `after`.
void place(std::span<const Comment> between, const antlr4::Token& before, std::size_t line_after, Around& of_before,
           Around* of_after) {
  auto line = before.getLine();
  for (const auto& comment : between) {
    if (comment.line == before.getLine()) {
      of_before.behind = comment.text;
    } else if (of_after != nullptr) {
      of_after->above.push_back({comment.text, comment.line > line + 1});
    }
    line = comment.line;
  }
  if (of_after == nullptr) return;
  of_after->begins_line = line_after != before.getLine();
  of_after->blank_before = line_after > line + 1;
}

}  // namespace

auto read_comments(const Origin& origin) -> std::vector<Comment> {
  antlr4::ANTLRInputStream input{std::string(origin.body())};
  PolicyLexer lexer(&input);
  lexer.removeErrorListeners();
  std::vector<Comment> out;
  for (auto token = lexer.nextToken(); token->getType() != antlr4::Token::EOF; token = lexer.nextToken()) {
    if (token->getType() != PolicyLexer::DOC && token->getType() != PolicyLexer::COMMENT) continue;
    out.push_back(
        {trimmed(origin.text(token.get())), token->getLine(), token->getCharPositionInLine(), token->getStartIndex()});
  }
  return out;
}

auto around_tokens(std::span<const TokenPtr> tokens, std::span<const Comment> comments) -> std::vector<Around> {
  std::vector<Around> out(tokens.size());
  const auto begins_after = [](const antlr4::Token& token) {
    return [&token](const Comment& comment) { return comment.begin < token.getStartIndex(); };
  };
  auto from = std::ranges::partition_point(comments, begins_after(*tokens.front()));
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (is_same_word(*tokens[i], *tokens[i + 1])) continue;
    const auto to = std::ranges::partition_point(comments, begins_after(*tokens[i + 1]));
    place({from, to}, *tokens[i], tokens[i + 1]->getLine(), out[i], &out[i + 1]);
    from = to;
  }
  const auto end = std::find_if(from, comments.end(),
                                [&](const Comment& comment) { return comment.line != tokens.back()->getLine(); });
  place({from, end}, *tokens.back(), 0, out.back(), nullptr);
  return out;
}

}  // namespace dengbao::syntax
