#include "syntax/phraser.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "syntax/keywords.h"
#include "syntax/spellings.h"
#include "syntax/words.h"

namespace dengbao::syntax {
namespace {

using P = PolicyParser;

auto is_comma(std::size_t type) -> bool { return type == P::COMMA || type == P::CHOICE_COMMA; }

// A rule that is one word, and that a name: whatever it is spelled like, it stays.
auto is_name(antlr4::ParserRuleContext* rule) -> bool {
  switch (rule->getRuleIndex()) {
    case P::RulePlainName:
    case P::RuleAnyName:
    case P::RuleSoftWord:
    case P::RuleTypeWord:
    case P::RuleHardWord:
      return true;
    case P::RuleNamedType:
      return rule->start->getType() == P::LEVEL;
    default:
      return false;
  }
}

// After a name: `f(`.
auto opens_arguments(const antlr4::Token* open, antlr4::ParserRuleContext* rule) -> bool {
  return open->getType() == P::OPEN && (rule->getRuleIndex() == P::RuleCall || rule->getRuleIndex() == P::RuleFormals);
}

// `key id : text`, but `(account: Account)`.
auto is_spaced_colon(const antlr4::Token* colon, antlr4::ParserRuleContext* rule) -> bool {
  const auto in = rule->getRuleIndex();
  return colon->getType() == P::COLON &&
         (in == P::RuleField || in == P::RuleParameter || in == P::RuleDefinition || in == P::RuleTestGiven);
}

// Labels of the entries of a list stay on one line.
auto is_entry(antlr4::tree::ParseTree* rule) -> bool {
  return dynamic_cast<P::EnumeratorContext*>(rule) != nullptr || dynamic_cast<P::SchemeClassContext*>(rule) != nullptr;
}

void swap_texts(Word& a, Word& b) {
  std::swap(a.written, b.written);
  std::swap(a.en, b.en);
  std::swap(a.zh, b.zh);
}

// The keywords in a row that begin at a child of the rule.
auto keywords_at(const antlr4::ParserRuleContext* rule, std::size_t from, std::size_t to)
    -> std::vector<const antlr4::Token*> {
  std::vector<const antlr4::Token*> out;
  for (; from < to; ++from) {
    const auto* token = token_at(rule, from);
    if (token == nullptr || !is_keyword(token->getType())) break;
    out.push_back(token);
  }
  return out;
}

}  // namespace

auto token_at(const antlr4::ParserRuleContext* rule, std::size_t child) -> const antlr4::Token* {
  if (child >= rule->children.size()) return nullptr;
  auto* node = dynamic_cast<antlr4::tree::TerminalNode*>(rule->children[child]);
  return node == nullptr ? nullptr : node->getSymbol();
}

auto is_keyword(std::size_t type) -> bool { return type >= P::MODULE && type < P::COMPOUND; }

void break_before(Phrase& phrase, Break breaks, std::uint8_t offset, std::uint8_t rank) {
  auto* word = first_word(phrase);
  if (word == nullptr) return;
  word->breaks = breaks;
  word->offset = offset;
  word->rank = rank;
  if (breaks == Break::always) word->broken = true;
  if (breaks == Break::never) word->broken = false;
}

auto Phraser::word(const antlr4::Token* token) -> Word {
  const auto text = origin_.text(token);
  return word(token, text, text);
}

auto Phraser::word(const antlr4::Token* token, std::string_view en, std::string_view zh) -> Word {
  const auto& around = around_[token->getTokenIndex()];
  Word out;
  out.written = origin_.text(token);
  out.en = en;
  out.zh = zh;
  out.id = token->getTokenIndex();
  out.broken = around.begins_line;
  out.blank = around.blank_before;
  out.lead = around.above;
  out.trail = around.behind;
  return out;
}

auto Phraser::unit(std::span<const antlr4::Token* const> keywords, std::string_view en, std::string_view zh) -> Word {
  auto out = word(keywords.front(), en, zh);
  auto start = keywords.front()->getStartIndex();
  for (const auto* keyword : keywords.subspan(1)) {
    const auto more = word(keyword);
    if (!out.trail.empty()) out.lead.push_back({out.trail});
    out.lead.insert(out.lead.end(), more.lead.begin(), more.lead.end());
    out.trail = more.trail;
    if (keyword->getStartIndex() != start) out.written += " " + more.written;
    start = keyword->getStartIndex();
  }
  return out;
}

auto Phraser::sign(const antlr4::Token* token) -> Word {
  auto out = word(token);
  switch (token->getType()) {
    case P::COMMA:
    case P::CHOICE_COMMA:
      out.en = ",";
      out.zh = "，";
      out.closing = true;
      break;
    case P::COLON:
      out.en = ":";
      out.zh = "：";
      out.closing = true;
      break;
    case P::OPEN:
      out.en = "(";
      out.zh = "（";
      out.tight_right = true;
      break;
    case P::CLOSE:
      out.en = ")";
      out.zh = "）";
      out.closing = true;
      break;
    case P::DOT:
    case P::RANGE:
      out.tight_left = out.tight_right = true;
      break;
    default:
      break;
  }
  out.tight_left = out.tight_left || out.closing;
  return out;
}

auto Phraser::keyword_part(std::span<const antlr4::Token* const> row) -> Part {
  std::vector<std::size_t> types;
  for (const auto* keyword : row) types.push_back(keyword->getType());
  const auto longest = first_unit(types);
  Part out{types.front(), Part::none, longest.count, {}};
  append(out.phrase, unit(row.first(longest.count), longest.en, longest.zh));
  return out;
}

auto Phraser::sign_part(const antlr4::Token* token, antlr4::ParserRuleContext* rule) -> Part {
  auto made = sign(token);
  if (opens_arguments(token, rule)) made.tight_left = true;
  if (is_spaced_colon(token, rule)) made.closing = made.tight_left = false;
  if (made.tight_left || token->getType() == P::COLON) {
    made.breaks = Break::never;
    made.broken = false;
  }
  Part out{token->getType(), Part::none, 1, {}};
  append(out.phrase, std::move(made));
  return out;
}

auto Phraser::parts(antlr4::ParserRuleContext* rule, std::size_t from, std::size_t to) -> Parts {
  Parts out;
  to = std::min(to, rule->children.size());
  while (from < to) {
    const bool tight = !out.empty() && (out.back().type == P::DOT || out.back().type == P::RANGE);
    if (const auto row = keywords_at(rule, from, to); !row.empty()) {
      out.push_back(keyword_part(row));
    } else if (const auto* token = token_at(rule, from)) {
      out.push_back(sign_part(token, rule));
    } else {
      auto* child = dynamic_cast<antlr4::ParserRuleContext*>(rule->children[from]);
      out.push_back({Part::none, child->getRuleIndex(), 1, phrase(child)});
    }
    from += out.back().children;
    if (tight) break_before(out.back().phrase, Break::never, 2);
  }
  return out;
}

auto Phraser::parts_after(antlr4::ParserRuleContext* rule, std::string_view en, std::string_view zh) -> Parts {
  const auto row = keywords_at(rule, 0, rule->children.size());
  Parts out(1);
  out.front().type = row.front()->getType();
  append(out.front().phrase, unit(row, en, zh));
  std::ranges::move(parts(rule, row.size()), std::back_inserter(out));
  return out;
}

// Lists with commas are groups of their own: their entries stand below one another where lines are broken.
auto Phraser::joined(Parts parts) -> Phrase {
  const auto bounds_list = [](const Part& part) {
    return part.rule == P::RuleFilter || part.type == P::OPEN || part.type == P::CLOSE ||
           (part.type != Part::none && is_keyword(part.type));
  };
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].type == Part::none || !is_comma(parts[i].type)) continue;
    const auto comma = first_word(parts[i].phrase)->id;
    auto begin = i;
    while (begin > 0 && !bounds_list(parts[begin - 1])) --begin;
    auto end = i;
    for (; end < parts.size() && !bounds_list(parts[end]); ++end) {
      if (end > begin && parts[end - 1].type != Part::none && is_comma(parts[end - 1].type)) {
        break_before(parts[end].phrase, Break::list, 0, 4);
        first_word(parts[end].phrase)->list = comma;
      }
    }
    parts[begin].phrase.insert(parts[begin].phrase.begin(), Item{Item::Kind::open, {}});
    parts[end - 1].phrase.push_back(Item{Item::Kind::close, {}});
    i = end - 1;
  }
  Phrase out;
  for (auto& part : parts) append(out, std::move(part.phrase));
  return out;
}

// The two texts change places in the other language; comments stay where they are, behind the first line or the second.
auto Phraser::localised(P::LocalisedContext* rule) -> Phrase {
  auto first = word(rule->text(0)->start);
  if (rule->text().size() == 1) return single(std::move(first));
  const bool english_first = rule->EN() == nullptr;
  const antlr4::Token* keyword[] = {(english_first ? rule->ZH() : rule->EN())->getSymbol()};
  auto marker = unit(keyword, "zh", "英文");
  auto second = word(rule->text(1)->start);
  if (!marker.trail.empty()) marker.lead.push_back({std::exchange(marker.trail, {})});
  std::ranges::move(second.lead, std::back_inserter(marker.lead));
  second.lead.clear();
  marker.broken = marker.broken || second.broken;
  second.broken = false;
  second.breaks = Break::never;
  marker.hanging = true;
  marker.rank = 3;
  marker.breaks = is_entry(rule->parent) ? Break::never : Break::chain;
  if (marker.breaks == Break::never) marker.broken = false;
  if (order_ != Order::written && english_first != (order_ == Order::en)) swap_texts(first, second);
  auto out = single(std::move(first));
  append(out, std::move(marker));
  append(out, std::move(second));
  return grouped(std::move(out));
}

auto Phraser::phrase(antlr4::ParserRuleContext* rule) -> Phrase {
  if (is_name(rule)) return single(word(rule->start));
  if (auto* texts = dynamic_cast<P::LocalisedContext*>(rule)) return localised(texts);
  if (auto out = order_phrase(rule)) return std::move(*out);
  if (auto out = expr_phrase(rule)) return std::move(*out);
  if (auto out = declaration_phrase(rule)) return std::move(*out);
  return joined(parts(rule));
}

}  // namespace dengbao::syntax
