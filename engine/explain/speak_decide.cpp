#include <algorithm>

#include "explain/speaker.h"

// Answers to what is missing, in words.
namespace dengbao::explain {
namespace {

using namespace model;
using Answer = Supposition::Kind;

// Neighbours become one: "at least 8" for 8 and all above.
auto joined(const std::vector<Stretch>& stretches) -> std::vector<Stretch> {
  std::vector<Stretch> all;
  for (const auto& next : stretches) {
    const bool follows = !all.empty() && all.back().to && next.from && same(*all.back().to, *next.from) &&
                         (all.back().to_included || next.from_included);
    if (!follows) {
      all.push_back(next);
      continue;
    }
    all.back().to = next.to;
    all.back().to_included = next.to_included;
  }
  return all;
}

// The same answer about another thing.
auto told_alike(const Supposition& a, const Supposition& b) -> bool {
  const auto same_stretch = [](const Stretch& x, const Stretch& y) { return same(x.sample, y.sample); };
  return a.kind == Answer::value && b.kind == a.kind && a.fact.field == b.fact.field &&
         std::ranges::equal(a.values, b.values, same_stretch);
}

}  // namespace

auto Speaker::stretch(const Stretch& one, Type type) const -> std::string {
  if (one.any_other) return say("another text", "其他文字");
  const auto word = [&](CompareOp op, const Value& bound) {
    return say("{0} {1}", "{0} {1}", {order_word(op, type.kind, false).in(lang_), value(bound, type)});
  };
  const auto low = one.from_included ? CompareOp::greater_equal : CompareOp::greater;
  const auto high = one.to_included ? CompareOp::less_equal : CompareOp::less;
  if (one.from && one.to && same(*one.from, *one.to)) return value(*one.from, type);
  if (one.from && one.to) {
    return say("{0} and {1}", "{0}且{1}", {word(low, *one.from), word(high, *one.to)});
  }
  if (one.from) return word(low, *one.from);
  return one.to ? word(high, *one.to) : value(one.sample, type);
}

auto Speaker::values(const std::vector<Stretch>& stretches, FieldId field) const -> std::string {
  const auto type = program_.fields[field].type.element();
  std::vector<std::string> words;
  for (const auto& one : joined(stretches)) words.push_back(stretch(one, type));
  return explain::joined(words, lang_, "or", "或");
}

// What stands after the name of the fact.
auto Speaker::what_holds(const Supposition& answer, const Way& way) const -> std::string {
  switch (answer.kind) {
    case Answer::value:
      return values(answer.values, answer.fact.field);
    case Answer::empty:
      return say("none at all", "一个也没有");
    case Answer::complete:
      return say("no more than are given", "除所列之外没有其他");
    case Answer::holds:
      return say("with {0}", "含 {0}", {values(answer.values, answer.fact.field)});
    case Answer::element: {
      const auto held = supposed_object(*answer.row, way);
      return held.empty() ? say("at least one more", "至少还有一个") : say("one with {0}", "其中有一个：{0}", {held});
    }
    case Answer::object: {
      const auto held = supposed_object(*answer.row, way);
      return held.empty() ? say("there", "存在") : say("with {0}", "其{0}", {held});
    }
  }
  return {};
}

// "enabled — yes", "minimum password length: at least 8"
auto Speaker::named(const std::string& name, const Supposition& answer, const Way& way) const -> std::string {
  const bool truth = program_.fields[answer.fact.field].type == truth_type;
  const auto held = what_holds(answer, way);
  return truth ? say("{0} — {1}", "{0}——{1}", {name, held}) : say("{0}: {1}", "{0}：{1}", {name, held});
}

// What is supposed of an object that is not in the facts.
auto Speaker::supposed_object(Row row, const Way& way) const -> std::string {
  std::vector<std::string> words;
  for (const auto& one : way.all) {
    if (one.fact.row == row) {
      words.push_back(named(label(one.fact.field), one, way));
    }
  }
  return explain::joined(words, lang_, "and", "且");
}

// "a, b, c and 3 more: minimum password length — at least 8"
auto Speaker::answered_alike(const std::vector<const Supposition*>& alike, const Way& way) const -> std::string {
  const auto& first = *alike.front();
  if (alike.size() == 1) return named(fact_phrase(first.fact), first, way);
  std::vector<Row> rows;
  for (const auto* one : alike) rows.push_back(one->fact.row);
  return say("{0}: {1} — {2}", "{0}：{1}——{2}", {some_rows(rows), label(first.fact.field), what_holds(first, way)});
}

auto Speaker::answers(const Way& way, std::optional<FactRef> to) const -> std::string {
  std::vector<std::vector<const Supposition*>> groups;
  for (const auto& one : way.all) {
    if (one.fact.row.index >= first_supposed_row) continue;  // told with the object
    if (to == one.fact) return what_holds(one, way);
    const auto alike = [&](const std::vector<const Supposition*>& group) { return told_alike(*group.front(), one); };
    auto group = std::ranges::find_if(groups, alike);
    if (group == groups.end()) group = groups.insert(groups.end(), std::vector<const Supposition*>{});
    group->push_back(&one);
  }
  std::string words;
  for (const auto& group : groups) words += (words.empty() ? "" : say("; ", "；")) + answered_alike(group, way);
  return words;
}

}  // namespace dengbao::explain
