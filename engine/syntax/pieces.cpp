#include "syntax/pieces.h"

#include <algorithm>

#include "PolicyLexer.h"
#include "base/scripts.h"
#include "base/suggest.h"
#include "base/utf8.h"
#include "syntax/choice_commas.h"
#include "syntax/keywords.h"
#include "syntax/table_rows.h"
#include "syntax/words.h"

namespace dengbao::syntax {
namespace {

// After these a name must come, and any word may be one.
auto asks_for_name(std::size_t type) -> bool {
  return type == PolicyLexer::COMMA || type == PolicyLexer::DOT || type == PolicyLexer::OF || type == PolicyLexer::OPEN;
}

auto is_hard_opening(std::size_t type) -> bool {
  return type == PolicyLexer::MODULE || type == PolicyLexer::USE || type == PolicyLexer::ENUMERATION ||
         type == PolicyLexer::PARAMETER || type == PolicyLexer::DEFINE || type == PolicyLexer::REQUIREMENT;
}

auto is_soft_opening(std::size_t type) -> bool {
  switch (type) {
    case PolicyLexer::SCHEME:
    case PolicyLexer::SOURCE:
    case PolicyLexer::RECORD:
    case PolicyLexer::RELATION:
    case PolicyLexer::TABLE:
    case PolicyLexer::RISK:
    case PolicyLexer::DUTY:
    case PolicyLexer::OUTCOME:
      return true;
    default:
      return false;
  }
}

// `parameter: text` is a field of that name, `parameter, module` are two words of an enumeration.
auto ends_a_name(std::size_t type) -> bool {
  return type == PolicyLexer::COLON || type == PolicyLexer::COMMA || type == PolicyLexer::DOT;
}

auto looks_like_opening(std::string_view word) -> bool {
  static const std::vector<std::string> openings = {"module",      "use",       "scheme", "source",      "record",
                                                    "enumeration", "parameter", "define", "requirement", "relation",
                                                    "table",       "risk",      "duty",   "outcome"};
  return suggest(word, openings).has_value();
}

auto trim(std::string_view text) -> std::string_view {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

PieceReader::PieceReader(const Origin& origin, Sink& sink)
    : origin_(origin), sink_(sink), input_(std::string(origin.body())), lexer_(std::make_unique<PolicyLexer>(&input_)) {
  lexer_->removeErrorListeners();
  current_ = read_visible();
  ahead_ = current_ ? read_visible() : nullptr;
}

PieceReader::~PieceReader() = default;

auto PieceReader::take_apart(antlr4::Token& word) -> TokenPtr {
  const auto* compound = find_compound(origin_.text(&word));
  for (const auto type : compound == nullptr ? std::vector<std::size_t>() : compound->types) {
    auto part = std::make_unique<antlr4::CommonToken>(&word);
    part->setType(type);
    parts_.push_back(std::move(part));
  }
  if (parts_.empty()) return nullptr;
  auto first = std::move(parts_.front());
  parts_.pop_front();
  return first;
}

auto PieceReader::read_visible() -> TokenPtr {
  if (!parts_.empty()) {
    auto part = std::move(parts_.front());
    parts_.pop_front();
    return part;
  }
  while (true) {
    auto token = lexer_->nextToken();
    const auto type = token->getType();
    if (type == antlr4::Token::EOF) return nullptr;
    if (type == PolicyLexer::COMPOUND) {
      last_line_ = token->getLine();
      if (auto part = take_apart(*token)) return part;
      continue;
    }
    if (type == PolicyLexer::DOC) {
      keep_doc(*token);
    } else if (type == PolicyLexer::OPEN_TEXT || type == PolicyLexer::UNEXPECTED) {
      report_bad(*token);
    } else if (type != PolicyLexer::COMMENT) {
      if (type == PolicyLexer::NAME_TOKEN) check_letters(*token);
      last_line_ = token->getLine();
      return token;
    }
  }
}

// A name whose letters look alike in two scripts: once each.
void PieceReader::check_letters(const antlr4::Token& name) {
  const auto text = origin_.text(&name);
  if (!mixes_scripts(text) || !mixed_.emplace(text).second) return;
  sink_.report(Code::mixed_scripts, origin_.span(&name), text)
      .help(say("in plain letters it is `{}`", "写成普通字母为 `{}`", skeleton(text)));
}

void PieceReader::keep_doc(const antlr4::Token& token) {
  auto text = origin_.text(&token).substr(3);
  if (token.getLine() == last_line_ || text.starts_with('-')) return;  // behind other words, or a ruler
  if (text.starts_with(' ')) text.remove_prefix(1);
  docs_.push_back({token.getLine(), utf8::to_nfc(trim(text))});
}

// One message a line: what follows an odd character is seldom what its writer meant.
void PieceReader::report_bad(const antlr4::Token& token) {
  last_line_ = token.getLine();
  if (token.getLine() == last_bad_line_) return;
  last_bad_line_ = token.getLine();
  bad_.push_back(token.getStartIndex());
  const auto span = origin_.span(&token);
  if (token.getType() == PolicyLexer::OPEN_TEXT) {
    sink_.report(Code::open_text, span).help(say("close it with `\"`", "请以 `\"` 结束"));
  } else {
    sink_.report(Code::unexpected_character, span, "`" + utf8::printable(origin_.text(span)) + "`");
  }
}

// Whether `current_` begins the next piece.
auto PieceReader::begins_piece(std::size_t previous_type, std::size_t previous_line) const -> bool {
  const auto type = current_->getType();
  if (previous_line == current_->getLine() || asks_for_name(previous_type)) return false;
  if (!ahead_) return is_hard_opening(type);
  const auto after = ahead_->getType();
  if (is_hard_opening(type)) return !ends_a_name(after);
  if (type == PolicyLexer::TEST && after == PolicyLexer::TEXT) return true;
  if (is_soft_opening(type)) return is_plain_name(after) && after != PolicyLexer::NAMES;  // `source names a Zone`
  return type == PolicyLexer::NAME_TOKEN && current_->getCharPositionInLine() == 0 && is_any_name(after) &&
         current_->getLine() == ahead_->getLine() && looks_like_opening(origin_.text(current_.get()));
}

auto PieceReader::doc_above(std::size_t line) -> std::string {
  const auto end = std::find_if(docs_.begin(), docs_.end(), [&](const DocLine& d) { return d.line >= line; });
  auto begin = end;
  for (auto wanted = line - 1; begin != docs_.begin() && std::prev(begin)->line == wanted; --wanted) --begin;
  std::string doc;
  for (auto text = begin; text != end; ++text) {
    if (text != begin) doc += '\n';
    doc += text->text;
  }
  docs_.erase(docs_.begin(), end);
  return doc;
}

void PieceReader::add(Piece& piece, TokenPtr token) {
  if (piece.tokens.size() == max_tokens) {
    if (piece.readable) sink_.report(Code::policy_too_long, origin_.span(token.get()), max_tokens);
    piece.readable = false;
  }
  if (piece.tokens.size() < max_tokens) piece.tokens.push_back(std::move(token));
}

auto PieceReader::take_bad_before(std::size_t code_point) -> bool {
  return std::erase_if(bad_, [&](std::size_t bad) { return bad < code_point; }) > 0;
}

auto PieceReader::next() -> std::optional<Piece> {
  if (!current_) return std::nullopt;
  Piece piece;
  piece.doc = doc_above(current_->getLine());
  std::size_t type = 0;
  std::size_t line = 0;
  do {
    type = current_->getType();
    line = current_->getLine();
    add(piece, std::move(current_));
    current_ = std::move(ahead_);
    if (current_) ahead_ = read_visible();
  } while (current_ && !begins_piece(type, line));
  mark_choice_commas(piece.tokens);
  mark_table_rows(piece.tokens);
  if (take_bad_before(current_ ? current_->getStartIndex() : SIZE_MAX)) piece.readable = false;
  return piece;
}

}  // namespace dengbao::syntax
