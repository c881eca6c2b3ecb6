#include "PolicyLexer.h"
#include "syntax/keywords.h"
#include "syntax/phraser.h"
#include "syntax/words.h"

namespace dengbao::syntax {
namespace {

using P = PolicyParser;

void respell(Phrase& phrase, std::string_view en, std::string_view zh) {
  auto* word = first_word(phrase);
  word->en = en;
  word->zh = zh;
}

// A line that goes on with a part of a quantifier or the like: to the right of its beginning, or below it where that
// stands inside a line.
void break_inside(Phrase& phrase, std::uint8_t rank) {
  break_before(phrase, Break::chain, 2, rank);
  first_word(phrase)->level_inside = true;
}

auto counted(std::string plural, std::string_view number) -> std::string {
  if (number == "1") plural.pop_back();
  return plural;
}

}  // namespace

// Operands with `and`, `or` or signs between them; those of `and` and `or` may begin lines.
auto Phraser::chain(antlr4::ParserRuleContext* rule) -> Phrase {
  auto all = parts(rule);
  for (auto& part : all) {
    if (part.type == P::AND || part.type == P::OR) break_before(part.phrase, Break::chain, 0);
  }
  const bool one = all.size() == 1;
  auto out = joined(std::move(all));
  return one ? out : grouped(std::move(out));
}

// `if c then d`, `when c then v … otherwise w`, `e for x in xs where c`.
auto Phraser::conditional(antlr4::ParserRuleContext* rule) -> Phrase {
  auto all = parts(rule);
  const bool one = all.size() == 1;
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i].type == P::OTHERWISE || all[i].rule == P::RuleChooseCase) break_before(all[i].phrase, Break::chain, 0);
    if (all[i].type == P::FOR || all[i].type == P::THEN) break_inside(all[i].phrase, 1);
  }
  auto out = joined(std::move(all));
  return one ? out : grouped(std::move(out));
}

void Phraser::put_comma(antlr4::tree::TerminalNode* comma, Phrase& before, Phrase& after) {
  Word out;
  if (comma != nullptr) {
    out = word(comma->getSymbol());
    auto* next = first_word(after);
    next->broken = next->broken || out.broken;
    next->lead.insert(next->lead.begin(), out.lead.begin(), out.lead.end());
    out.lead.clear();
  }
  out.id = Word::no_id;
  out.broken = false;
  out.en.clear();
  out.zh = "，";
  out.closing = out.tight_left = true;
  out.breaks = Break::never;
  append(before, std::move(out));
}

auto Phraser::filter(P::FilterContext* rule) -> Phrase {
  auto rest = parts(rule, rule->COMMA() ? 1 : 0);
  break_inside(rest.front().phrase, 1);
  Phrase out;
  put_comma(rule->COMMA(), out, rest.front().phrase);
  append(out, joined(std::move(rest)));
  return out;
}

auto Phraser::quantified(P::QuantifiedContext* rule) -> Phrase {
  Parts out;
  for (auto& part : parts(rule)) {
    if (part.type == P::COMMA) continue;
    if (part.type == P::SATISFIES) {
      respell(part.phrase, "satisfies", rule->quantifier()->EVERY() ? "均满足" : "满足");
      break_inside(part.phrase, 0);
      put_comma(rule->COMMA(), out.back().phrase, part.phrase);
    }
    out.push_back(std::move(part));
  }
  return grouped(joined(std::move(out)));
}

// `at least 2` and `至少 2 个`.
auto Phraser::quantifier(P::QuantifierContext* rule) -> Phrase {
  if (rule->postfix() == nullptr) return joined(parts(rule));
  const bool least = rule->LEAST() != nullptr;
  const bool most = rule->MOST() != nullptr;
  auto out = joined(parts_after(rule, least ? "at least" : (most ? "at most" : "exactly"),
                                least ? "至少" : (most ? "至多" : "恰好")));
  Word measure;
  measure.zh = "个";
  measure.breaks = Break::never;
  const auto& next = dynamic_cast<P::QuantifiedContext&>(*rule->parent).plainName()->start;
  const auto between = origin_.text(Span{origin_.file(), origin_.span(rule->stop).end, origin_.span(next).begin});
  if (between.find("个") != std::string_view::npos) measure.written = "个";
  append(out, std::move(measure));
  return out;
}

auto Phraser::in_tail(P::InTailContext* rule) -> Phrase {
  return joined(parts_after(rule, rule->NOT() ? "not in" : "in", rule->NOT() ? "不属于" : "属于"));
}

auto Phraser::duration(P::DurationContext* rule) -> Phrase {
  const auto* number = rule->NUMBER()->getSymbol();
  const auto* one = rule->unit()->start;
  auto out = single(word(number));
  append(out, word(one, counted(spelling(one->getType()), origin_.text(number)), chinese_spelling(one->getType())));
  return out;
}

auto Phraser::working_days(P::WorkingDaysContext* rule) -> Phrase {
  const auto* number = rule->NUMBER()->getSymbol();
  const antlr4::Token* words[] = {rule->WORKING()->getSymbol(), rule->DAYS()->getSymbol()};
  auto out = single(word(number));
  append(out, unit(words, counted("working days", origin_.text(number)), "个工作日"));
  return out;
}

auto Phraser::expr_phrase(antlr4::ParserRuleContext* rule) -> std::optional<Phrase> {
  switch (rule->getRuleIndex()) {
    case P::RuleDisjunction:
    case P::RuleConjunction:
    case P::RuleSum:
    case P::RuleProduct:
    case P::RuleComparison:
      return chain(rule);
    case P::RuleExpr:
    case P::RuleIfExpr:
    case P::RuleChooseExpr:
    case P::RuleSelection:
      return conditional(rule);
    case P::RuleFilter:
      return filter(dynamic_cast<P::FilterContext*>(rule));
    case P::RuleQuantified:
      return quantified(dynamic_cast<P::QuantifiedContext*>(rule));
    case P::RuleQuantifier:
      return quantifier(dynamic_cast<P::QuantifierContext*>(rule));
    case P::RuleInTail:
      return in_tail(dynamic_cast<P::InTailContext*>(rule));
    case P::RuleDuration:
      return duration(dynamic_cast<P::DurationContext*>(rule));
    case P::RuleWorkingDays:
      return working_days(dynamic_cast<P::WorkingDaysContext*>(rule));
    case P::RulePrefixed: {
      auto all = parts(rule);
      if (all.size() > 1) {
        first_word(all[0].phrase)->tight_right = true;
        break_before(all[1].phrase, Break::never, 2);
      }
      return joined(std::move(all));
    }
    default:
      return std::nullopt;
  }
}

}  // namespace dengbao::syntax
