#pragma once

#include <antlr4-runtime.h>

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "syntax/origin.h"

class PolicyLexer;

namespace dengbao::syntax {

using TokenPtr = std::unique_ptr<antlr4::Token>;

// One declaration, `module` or `use`: from its keyword to the next one that begins a piece.
struct Piece {
  std::vector<TokenPtr> tokens;  // at least one
  std::string doc;               // the `---` lines directly above
  bool readable = true;          // false where characters were reported that are no words of the language
};

// Cuts a file into pieces. A piece begins at a keyword that opens a declaration and is the first word of its line.
// Reports open texts, unexpected characters, and pieces of more than `max_tokens` words.
class PieceReader {
 public:
  static constexpr std::size_t max_tokens = 200'000;

  PieceReader(const Origin& origin, Sink& sink);
  ~PieceReader();
  PieceReader(const PieceReader&) = delete;
  auto operator=(const PieceReader&) -> PieceReader& = delete;

  auto next() -> std::optional<Piece>;

 private:
  struct DocLine {
    std::size_t line;
    std::string text;
  };

  auto read_visible() -> TokenPtr;                   // null at the end
  auto take_apart(antlr4::Token& word) -> TokenPtr;  // a Chinese word for several English ones; null: for none
  void keep_doc(const antlr4::Token& token);
  void report_bad(const antlr4::Token& token);
  void add(Piece& piece, TokenPtr token);
  [[nodiscard]] auto begins_piece(std::size_t previous_type, std::size_t previous_line) const -> bool;
  void check_letters(const antlr4::Token& name);
  auto take_bad_before(std::size_t code_point) -> bool;
  auto doc_above(std::size_t line) -> std::string;

  const Origin& origin_;
  Sink& sink_;
  antlr4::ANTLRInputStream input_;
  std::unique_ptr<PolicyLexer> lexer_;
  TokenPtr current_;                          // the next token to hand out
  TokenPtr ahead_;                            // the one after it
  std::deque<TokenPtr> parts_;                // of a word taken apart, still to hand out
  std::set<std::string, std::less<>> mixed_;  // names of look-alike letters, reported once each
  std::vector<DocLine> docs_;
  std::vector<std::size_t> bad_;   // code points of bad characters in no finished piece, one a line
  std::size_t last_line_ = 0;      // of the last visible or bad token
  std::size_t last_bad_line_ = 0;  // one message a line for unexpected characters
};

}  // namespace dengbao::syntax
