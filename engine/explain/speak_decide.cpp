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

// What is supposed of an object that is not in the facts.
auto Speaker::supposed_object(Row row, const Way& way) const -> std::string {
  std::vector<std::string> words;
  for (const auto& one : way.all) {
    if (one.fact.row == row) {
      words.push_back(say("{0}: {1}", "{0}：{1}", {label(one.fact.field), what_holds(one, way)}));
    }
  }
  return explain::joined(words, lang_, "and", "且");
}

auto Speaker::answers(const Way& way, std::optional<FactRef> to) const -> std::string {
  std::string words;
  for (const auto& one : way.all) {
    if (one.fact.row.index >= first_supposed_row) continue;  // told with the object
    if (!words.empty()) words += say("; ", "；");
    const auto held = what_holds(one, way);
    words += to == one.fact ? held : say("{0}: {1}", "{0}：{1}", {fact_phrase(one.fact), held});
  }
  return words;
}

}  // namespace dengbao::explain
