#pragma once

#include <optional>
#include <span>
#include <vector>

#include "PolicyParser.h"
#include "syntax/comments.h"
#include "syntax/layout.h"
#include "syntax/origin.h"
#include "syntax/phrase.h"

namespace dengbao::syntax {

// Whose word order the phrases have: the author's, or that of a language.
enum class Order : std::uint8_t { written, en, zh };

// Turns the parse tree of one piece into a phrase. Like lowering, one function a rule of the grammar where the rule
// needs more than its words in a row.
class Phraser {
 public:
  // `around` has an entry for every token of the piece.
  Phraser(const Origin& origin, std::span<const Around> around, Order order)
      : origin_(origin), around_(around), order_(order) {}

  auto phrase(antlr4::ParserRuleContext* rule) -> Phrase;

 private:
  // A keyword, a sign or the phrase of a rule, of one rule of the grammar.
  struct Part {
    static constexpr std::size_t none = SIZE_MAX;
    std::size_t type = none;  // of the first token, if it is keywords or a sign
    std::size_t rule = none;
    std::size_t children = 1;  // of the rule that it is made of
    Phrase phrase;
  };
  using Parts = std::vector<Part>;

  // What stands around a construct whose words may change places: it belongs to the whole.
  struct Frame {
    std::size_t id = Word::no_id;
    bool broken = false;
    bool blank = false;
    std::vector<OwnLine> lead;
    std::string trail;
  };

  // ---- phraser.cpp: words, and rows of words ----
  auto word(const antlr4::Token* token) -> Word;
  auto word(const antlr4::Token* token, std::string_view en, std::string_view zh) -> Word;
  // Keywords that are one unit; comments between them move above it.
  auto unit(std::span<const antlr4::Token* const> keywords, std::string_view en, std::string_view zh) -> Word;
  auto sign(const antlr4::Token* token) -> Word;
  auto keyword_part(std::span<const antlr4::Token* const> row) -> Part;
  auto sign_part(const antlr4::Token* token, antlr4::ParserRuleContext* rule) -> Part;
  // The children of a rule from one to before another.
  auto parts(antlr4::ParserRuleContext* rule, std::size_t from = 0, std::size_t to = SIZE_MAX) -> Parts;
  // The same, where the keywords that the rule begins with are one unit.
  auto parts_after(antlr4::ParserRuleContext* rule, std::string_view en, std::string_view zh) -> Parts;
  auto joined(Parts parts) -> Phrase;
  auto localised(PolicyParser::LocalisedContext* rule) -> Phrase;

  // ---- phrase_order.cpp: what the languages order differently ----
  static auto take_frame(Parts& parts) -> Frame;
  static auto framed(Phrase phrase, Frame frame) -> Phrase;
  auto time_tail(PolicyParser::TimeTailContext* rule) -> Phrase;
  auto time_parts(PolicyParser::TimeTailContext* rule) -> Parts;
  auto affix_tail(PolicyParser::AffixTailContext* rule) -> Phrase;
  auto aggregate(PolicyParser::AggregateContext* rule) -> Phrase;
  auto extreme(PolicyParser::ExtremeContext* rule) -> Phrase;
  auto postfix(PolicyParser::PostfixContext* rule) -> Phrase;
  auto suffix_parts(PolicyParser::PostfixContext* rule) -> Parts;
  static auto suffixes_first(Parts parts) -> Phrase;
  auto due(PolicyParser::DueSectionContext* rule) -> Phrase;
  auto provided(PolicyParser::ProvidedSectionContext* rule) -> Phrase;
  auto from_level(PolicyParser::FromLevelContext* rule) -> Phrase;
  auto until_level(PolicyParser::UntilLevelContext* rule) -> Phrase;
  auto gate(antlr4::ParserRuleContext* rule, const char* en, const char* zh) -> Phrase;
  auto order_phrase(antlr4::ParserRuleContext* rule) -> std::optional<Phrase>;

  // ---- phrase_expr.cpp ----
  auto chain(antlr4::ParserRuleContext* rule) -> Phrase;
  auto conditional(antlr4::ParserRuleContext* rule) -> Phrase;
  auto filter(PolicyParser::FilterContext* rule) -> Phrase;
  auto quantified(PolicyParser::QuantifiedContext* rule) -> Phrase;
  auto quantifier(PolicyParser::QuantifierContext* rule) -> Phrase;
  auto in_tail(PolicyParser::InTailContext* rule) -> Phrase;
  auto duration(PolicyParser::DurationContext* rule) -> Phrase;
  auto working_days(PolicyParser::WorkingDaysContext* rule) -> Phrase;
  auto expr_phrase(antlr4::ParserRuleContext* rule) -> std::optional<Phrase>;
  // The comma that Chinese writes before `其中` and `满足`; `comma` is null where the author wrote none.
  void put_comma(antlr4::tree::TerminalNode* comma, Phrase& before, Phrase& after);

  // ---- phrase_declaration.cpp ----
  auto declaration(antlr4::ParserRuleContext* rule) -> Phrase;
  auto labelled(antlr4::ParserRuleContext* rule) -> Phrase;
  auto field(PolicyParser::FieldContext* rule) -> Phrase;
  auto cites(PolicyParser::CitesSectionContext* rule) -> Phrase;
  auto every(PolicyParser::EverySectionContext* rule) -> Phrase;
  auto json(PolicyParser::JsonContext* rule) -> Phrase;
  // Columns before the token on its line of the file.
  [[nodiscard]] auto column_of(const antlr4::Token* token) const -> std::size_t;
  auto declaration_phrase(antlr4::ParserRuleContext* rule) -> std::optional<Phrase>;

  // ---- phrase_table.cpp ----
  // The cells of a row, and whether a bar closes the last one.
  auto cell_texts(PolicyParser::TableRowContext* row, Spelling spelling) -> std::pair<std::vector<std::string>, bool>;
  auto table_rows(const std::vector<PolicyParser::TableRowContext*>& rows) -> Phrase;

  const Origin& origin_;
  std::span<const Around> around_;
  Order order_;
};

// The keyword or sign at a place among the children of a rule; null where there is a rule.
[[nodiscard]] auto token_at(const antlr4::ParserRuleContext* rule, std::size_t child) -> const antlr4::Token*;
[[nodiscard]] auto is_keyword(std::size_t type) -> bool;
// Sets how a phrase may be broken before its first word.
void break_before(Phrase& phrase, Break breaks, std::uint8_t offset, std::uint8_t rank = 0);

}  // namespace dengbao::syntax
