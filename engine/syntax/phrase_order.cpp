#include <algorithm>
#include <iterator>

#include "syntax/phraser.h"
#include "syntax/spellings.h"

// Constructs whose words the two languages put in another order. Their comments and line breaks belong to the whole, as
// there is no telling where they should go otherwise.
namespace dengbao::syntax {
namespace {

using P = PolicyParser;

// A word that the other order of words does not have, or has elsewhere.
auto said(std::string_view en, std::string_view zh) -> Phrase {
  Word word;
  word.written = word.en = en;
  word.zh = zh;
  word.breaks = Break::never;
  return single(std::move(word));
}

auto row(std::vector<Phrase> phrases) -> Phrase {
  Phrase out;
  for (auto& phrase : phrases) append(out, std::move(phrase));
  return out;
}

struct ListWord {
  const char* en;
  const char* zh;
};

auto is_list_word(std::size_t type) -> bool {
  return type == P::NUMBER_OF || type == P::TOTAL_OF || type == P::KINDS_OF || type == P::HIGHEST_OF ||
         type == P::LOWEST_OF;
}

auto list_word(std::size_t type) -> ListWord {
  switch (type) {
    case P::COUNT:
    case P::NUMBER_OF:
      return {"count of", "的数量"};
    case P::SUM:
    case P::TOTAL_OF:
      return {"sum of", "的总和"};
    case P::VALUES:
    case P::KINDS_OF:
      return {"values of", "的取值"};
    case P::HIGHEST:
    case P::HIGHEST_OF:
      return {"highest of", "的最大值"};
    default:
      return {"lowest of", "的最小值"};
  }
}

// Whether nothing follows the rule within its sum: then `若无则` cannot take what is not its own.
auto ends_its_sum(antlr4::ParserRuleContext* rule) -> bool {
  while (rule->getRuleIndex() != P::RuleSum) {
    auto* parent = dynamic_cast<antlr4::ParserRuleContext*>(rule->parent);
    if (parent == nullptr || parent->getRuleIndex() == P::RuleOperand || parent->stop != rule->stop) return false;
    rule = parent;
  }
  return true;
}

template <typename Parts>
auto all_of(Parts& parts) -> Phrase {
  Phrase out;
  for (auto& part : parts) append(out, std::move(part.phrase));
  return out;
}

}  // namespace

auto Phraser::take_frame(Parts& parts) -> Frame {
  Frame out;
  for (auto& part : parts) {
    auto& first = *first_word(part.phrase);
    if (&part == &parts.front()) {
      out.id = first.id;
      out.broken = first.broken;
      out.blank = first.blank;
    }
    std::ranges::move(first.lead, std::back_inserter(out.lead));
    first.lead.clear();
    first.id = Word::no_id;
    first.broken = first.blank = false;
    first.breaks = Break::never;
    auto& last = *last_word(part.phrase);
    if (&part == &parts.back()) {
      out.trail = std::move(last.trail);
    } else if (!last.trail.empty()) {
      out.lead.push_back({last.trail});
    }
    last.trail.clear();
  }
  return out;
}

auto Phraser::framed(Phrase phrase, Frame frame) -> Phrase {
  auto& first = *first_word(phrase);
  first.id = frame.id;
  first.breaks = Break::kept;
  first.broken = frame.broken;
  first.blank = frame.blank;
  first.lead = std::move(frame.lead);
  join_trail(last_word(phrase)->trail, frame.trail);
  return phrase;
}

auto Phraser::time_parts(P::TimeTailContext* rule) -> Parts {
  Parts out;
  for (std::size_t i = 0; i < rule->children.size(); ++i) {
    const bool is_distance = rule->children[i] == rule->distance();
    auto more = is_distance ? parts(rule->distance()) : parts(rule, i, i + 1);
    std::ranges::move(more, std::back_inserter(out));
  }
  return out;
}

// `is at most 6 months before y` and `距 y 不超过 6 个月`.
auto Phraser::time_tail(P::TimeTailContext* rule) -> Phrase {
  const bool after = rule->AFTER() || rule->LATER();
  if (!rule->distance()) return joined(parts_after(rule, after ? "is after" : "is before", after ? "晚于" : "早于"));
  const bool most = rule->distance()->MOST() != nullptr;
  auto all = time_parts(rule);
  auto frame = take_frame(all);
  if (order_ == Order::written) return framed(all_of(all), std::move(frame));
  std::vector<Phrase> sums;
  for (auto& part : all) {
    if (part.rule == P::RuleSum) sums.push_back(std::move(part.phrase));
  }
  if (rule->SINCE()) std::ranges::reverse(sums);  // now the time, then the date
  const auto* distance = most ? "不超过" : "不少于";
  auto out = order_ == Order::en ? row({said(most ? "is at most" : "is at least", distance), std::move(sums[0]),
                                        said(after ? "after" : "before", after ? "距 后" : "距"), std::move(sums[1])})
                                 : row({said("", "距"), std::move(sums[1]), said("", after ? "后" : ""),
                                        said("", distance), std::move(sums[0])});
  return framed(std::move(out), std::move(frame));
}

// `starts with x` and `以 x 开头`.
auto Phraser::affix_tail(P::AffixTailContext* rule) -> Phrase {
  auto all = parts(rule);
  auto frame = take_frame(all);
  if (order_ == Order::written) return framed(all_of(all), std::move(frame));
  const bool negated = rule->NOT() != nullptr;
  const bool starts = rule->STARTS() != nullptr;
  const auto affix = std::ranges::find_if(all, [](const Part& part) { return part.rule == P::RuleSum; });
  const auto* en = starts ? (negated ? "not starts with" : "starts with") : (negated ? "not ends with" : "ends with");
  auto out = said(en, negated ? "不以" : "以");
  append(out, std::move(affix->phrase));
  append(out, said("", starts ? "开头" : "结尾"));
  return framed(std::move(out), std::move(frame));
}

// `count of xs` and `xs 的数量`.
auto Phraser::aggregate(P::AggregateContext* rule) -> Phrase {
  auto all = parts(rule);
  auto frame = take_frame(all);
  if (order_ == Order::written) return framed(all_of(all), std::move(frame));
  const auto words = list_word(rule->start->getType());
  auto& list = all.back().phrase;
  if (order_ == Order::en) return framed(row({said(words.en, words.zh), std::move(list)}), std::move(frame));
  return framed(row({std::move(list), said("", words.zh)}), std::move(frame));
}

// `highest of xs or 0 if none` and `xs 的最大值 若无则 0`.
auto Phraser::extreme(P::ExtremeContext* rule) -> Phrase {
  auto all = parts(rule);
  auto frame = take_frame(all);
  if (order_ == Order::written) return framed(all_of(all), std::move(frame));
  const auto words = list_word(rule->start->getType());
  std::vector<Phrase*> operands;
  for (auto& part : all) {
    if (part.rule != Part::none) operands.push_back(&part.phrase);
  }
  auto& list = *operands.front();
  std::vector<Phrase> out;
  if (order_ == Order::zh && rule->sum() == nullptr) {
    out = {std::move(list), said("", words.zh)};
  } else if (rule->sum() == nullptr) {
    out = {said(words.en, words.zh), std::move(list)};
  } else if (order_ == Order::zh && ends_its_sum(rule)) {
    out = {std::move(list), said("", words.zh), said("", "若无则"), std::move(*operands.back())};
  } else {
    out = {said(words.en, words.en), std::move(list), said("or", "or"), std::move(*operands.back()),
           said("if none", "if none")};
  }
  return framed(row(std::move(out)), std::move(frame));
}

// A list, its fields and the Chinese words behind it, all in a row.
auto Phraser::suffix_parts(P::PostfixContext* rule) -> Parts {
  Parts out;
  for (std::size_t i = 0; i < rule->children.size(); ++i) {
    auto* suffix = dynamic_cast<P::ListSuffixContext*>(rule->children[i]);
    if (suffix == nullptr) {
      std::ranges::move(parts(rule, i, i + 1), std::back_inserter(out));
      continue;
    }
    out.push_back({suffix->start->getType(), Part::none, 1, phrase(suffix->listWord())});
    if (suffix->orIfNone()) std::ranges::move(parts(suffix->orIfNone()), std::back_inserter(out));
  }
  return out;
}

// The English order: the words stand before the list, the last one first.
auto Phraser::suffixes_first(Parts parts) -> Phrase {
  Phrase out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (!is_list_word(parts[i].type)) {
      append(out, std::move(parts[i].phrase));
      continue;
    }
    const auto words = list_word(parts[i].type);
    out = row({said(words.en, words.zh), std::move(out)});
    if (i + 1 >= parts.size() || parts[i + 1].type != P::OR_IF_NONE) continue;
    append(out, row({said("or", "或"), std::move(parts[i + 2].phrase), said("if none", "若无则")}));
    i += 2;
  }
  return out;
}

// `xs.f`, and in Chinese `xs.f 的取值 的数量`.
auto Phraser::postfix(P::PostfixContext* rule) -> Phrase {
  if (rule->listSuffix().empty()) return joined(parts(rule));
  auto all = suffix_parts(rule);
  auto frame = take_frame(all);
  auto out = order_ == Order::en ? suffixes_first(std::move(all)) : all_of(all);
  return framed(std::move(out), std::move(frame));
}

// `due 30 days after x` and `期限 x 后 30 天`.
auto Phraser::due(P::DueSectionContext* rule) -> Phrase {
  auto all = parts(rule);
  if (rule->sum().size() == 1) return joined(std::move(all));
  auto frame = take_frame(all);
  if (order_ == Order::written) return framed(all_of(all), std::move(frame));
  const bool date_first = rule->LATER() || rule->EARLIER();
  const bool before = rule->BEFORE() || rule->EARLIER();
  auto& time = all[date_first ? 3 : 1].phrase;
  auto& date = all[date_first ? 1 : 3].phrase;
  auto relation = said(before ? "before" : "after", before ? "前" : "后");
  auto out = order_ == Order::en ? row({said("due", "期限"), std::move(time), std::move(relation), std::move(date)})
                                 : row({said("due", "期限"), std::move(date), std::move(relation), std::move(time)});
  return framed(std::move(out), std::move(frame));
}

auto Phraser::provided(P::ProvidedSectionContext* rule) -> Phrase {
  auto all = parts(rule);
  auto frame = take_frame(all);
  if (order_ == Order::written) return framed(all_of(all), std::move(frame));
  const auto by = std::ranges::find_if(all, [](const Part& part) { return part.rule == P::RuleSum; });
  return framed(row({said("may be provided by", "可由"), std::move(by->phrase), said("", "提供")}), std::move(frame));
}

// `from level 3` and `第 3 级起`.
auto Phraser::gate(antlr4::ParserRuleContext* rule, const char* en, const char* zh) -> Phrase {
  auto all = parts(rule);
  auto frame = take_frame(all);
  if (order_ == Order::written) return framed(all_of(all), std::move(frame));
  const auto level = std::ranges::find(all, std::size_t{P::NUMBER}, &Part::type);
  return framed(row({said(en, "第"), std::move(level->phrase), said("", zh)}), std::move(frame));
}

auto Phraser::from_level(P::FromLevelContext* rule) -> Phrase { return gate(rule, "from level", "级起"); }
auto Phraser::until_level(P::UntilLevelContext* rule) -> Phrase { return gate(rule, "until level", "级前"); }

auto Phraser::order_phrase(antlr4::ParserRuleContext* rule) -> std::optional<Phrase> {
  switch (rule->getRuleIndex()) {
    case P::RuleTimeTail:
      return time_tail(dynamic_cast<P::TimeTailContext*>(rule));
    case P::RuleAffixTail:
      return affix_tail(dynamic_cast<P::AffixTailContext*>(rule));
    case P::RuleAggregate:
      return aggregate(dynamic_cast<P::AggregateContext*>(rule));
    case P::RuleExtreme:
      return extreme(dynamic_cast<P::ExtremeContext*>(rule));
    case P::RulePostfix:
      return postfix(dynamic_cast<P::PostfixContext*>(rule));
    case P::RuleDueSection:
      return due(dynamic_cast<P::DueSectionContext*>(rule));
    case P::RuleProvidedSection:
      return provided(dynamic_cast<P::ProvidedSectionContext*>(rule));
    case P::RuleFromLevel:
      return from_level(dynamic_cast<P::FromLevelContext*>(rule));
    case P::RuleUntilLevel:
      return until_level(dynamic_cast<P::UntilLevelContext*>(rule));
    default:
      return std::nullopt;
  }
}

}  // namespace dengbao::syntax
