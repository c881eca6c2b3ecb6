#include <algorithm>

#include "explain/leaves.h"
#include "explain/speaker.h"

namespace dengbao::explain {
namespace {

using namespace model;

auto number(std::uint32_t count) -> std::string { return std::to_string(count); }

// How elements are judged: they comply with what is asked, or merely meet a condition.
struct Verb {
  std::string_view one, many, not_one, not_many, zh;
};
constexpr Verb complies{"complies", "comply", "does not comply", "do not comply", "符合"};
constexpr Verb meets{"meets the condition", "meet the condition", "does not meet the condition",
                     "do not meet the condition", "满足条件"};

}  // namespace

// A label that is not plural in English, such as "clearing of storage space", is counted in entries.
auto Speaker::list_words(ExprId list, std::optional<ExprId> where, FrameId frame) const -> ListWords {
  const auto* rows = std::get_if<RowsOf>(&program_.exprs[list].node);
  const auto name =
      rows != nullptr && lang_ == Lang::zh ? program_.records[rows->record].label.in(lang_).str() : phrase(list, frame);
  const auto plain = narrowed(name, where, frame);
  if (lang_ == Lang::zh) return {plain, plain, plain, say("", "没有{0}", {plain})};
  if (is_are(list) == "is") {
    return {plain, "entries of " + plain, "entry of " + plain, plain + ": none"};
  }
  const bool possessive = plain.find("'s ") != std::string::npos;
  if (possessive) return {plain, "in " + plain, "one of " + plain, plain + ": none"};
  return {plain, plain, "one of the " + plain, "there are no " + plain};
}

auto Speaker::witnesses(const Step& step) const -> std::string {
  std::vector<std::string> names;
  for (auto child : step.children) {
    const auto& item = at(child);
    if (item.kind == StepKind::element && item.reached && item.holds == Truth::yes && names.size() < 3) {
      names.push_back(element(item));
    }
  }
  return joined(names, lang_, "and", "、");
}

// Elements that surely or possibly belong to the list: those that were judged.
auto Speaker::judged_elements(const Step& step) const -> std::uint32_t {
  std::uint32_t judged = 0;
  for (auto child : step.children) {
    const auto& item = at(child);
    judged += item.kind == StepKind::element && item.reached ? 1 : 0;
  }
  return judged;
}

auto Speaker::undecided_elements(StepId id, const ListWords& list) const -> std::string {
  const auto& step = at(id);
  std::uint32_t unknown = 0;
  for (auto child : step.children) {
    const auto& item = at(child);
    if (item.kind == StepKind::missing) return missing(child);
    if (item.kind == StepKind::element && item.holds == Truth::unknown) ++unknown;
  }
  if (unknown == 0) return say("{0}: the list is not complete", "{0}：清单不完整", {list.plain});
  const auto judged = judged_elements(step);
  const std::vector<std::string> args{list.many, number(unknown), number(judged), list.one};
  return judged == 1 ? say("the only {3} cannot be decided", "{0}仅 1 个，无法判定", args)
                     : say("{1} of the {2} {0} cannot be decided", "{0}共 {2} 个，其中 {1} 个无法判定", args);
}

// Where it is not known of all that they belong to the list.
auto Speaker::perhaps_outside(const Step& step) const -> std::string {
  const auto judged = judged_elements(step);
  if (step.in_scope == judged) return "";
  if (judged == 1) return say(" (whether it belongs to these is not known)", "（是否属于此列未知）");
  return say(" (whether {0} of them belong to these is not known)", "（其中 {0} 个是否属于此列未知）",
             {number(judged - step.in_scope)});
}

// `every` and `no`: how many are not as they must be.
auto Speaker::of_all(StepId id, const ListWords& list) const -> std::string {
  const auto& step = at(id);
  const auto& verb = want(id) == Want::yes ? complies : meets;
  const bool none = node<Quantifier>(step).kind == QuantifierKind::no && want(id) != Want::yes;
  const auto judged = judged_elements(step);
  const std::vector<std::string> args{list.many,
                                      number(step.decisive),
                                      number(judged),
                                      std::string(verb.one),
                                      std::string(verb.many),
                                      std::string(verb.not_one),
                                      std::string(verb.not_many),
                                      std::string(verb.zh),
                                      list.one};
  if (step.vacuous) return say("vacuously: {0}", "空集成立：{0}", {list.none});
  const auto perhaps = perhaps_outside(step);
  if (none) {
    if (step.holds == Truth::yes) return say("none of the {2} {0} {3}", "{0}共 {2} 个，均不{7}", args) + perhaps;
    return step.decisive == 1 ? say("1 of the {2} {0} {3}", "{0}共 {2} 个，其中 1 个{7}", args)
                              : say("{1} of the {2} {0} {4}", "{0}共 {2} 个，其中 {1} 个{7}", args);
  }
  if (step.holds == Truth::yes) {
    return (judged == 1 ? say("the only {8} {3}", "{0}仅 1 个，{7}", args)
                        : say("all {2} {0} {4}", "{0}共 {2} 个，均{7}", args)) +
           perhaps;
  }
  if (judged == 1) return say("the only {8} {5}", "{0}仅 1 个，不{7}", args);
  if (step.decisive == judged) return say("none of the {2} {0} {3}", "{0}共 {2} 个，均不{7}", args);
  return step.decisive == 1 ? say("1 of the {2} {0} {5}", "{0}共 {2} 个，其中 1 个不{7}", args)
                            : say("{1} of the {2} {0} {6}", "{0}共 {2} 个，其中 {1} 个不{7}", args);
}

auto Speaker::of_some(StepId id, const ListWords& list) const -> std::string {
  const auto& step = at(id);
  const auto& verb = want(id) == Want::yes ? complies : meets;
  const auto judged = judged_elements(step);
  const std::vector<std::string> args{list.many,
                                      number(step.decisive),
                                      number(judged),
                                      witnesses(step),
                                      std::string(verb.one),
                                      std::string(verb.many),
                                      std::string(verb.not_one),
                                      std::string(verb.zh),
                                      list.one};
  if (step.holds == Truth::yes && judged == 1) {
    return say("the only {8} {4} ({3})", "{0}仅 1 个，{7}（{3}）", args);
  }
  if (step.holds == Truth::yes) {
    if (step.decisive == judged) return say("all {2} {0} {5} ({3})", "{0}共 {2} 个，均{7}（{3}）", args);
    return step.decisive == 1 ? say("1 of the {2} {0} {4} ({3})", "{0}共 {2} 个，其中 1 个{7}（{3}）", args)
                              : say("{1} of the {2} {0} {5} ({3})", "{0}共 {2} 个，其中 {1} 个{7}（{3}）", args);
  }
  if (judged == 0) {
    const auto words = list.none;
    return want(id) == Want::yes ? words + say(", there must be at least one", "，应至少有一个") : words;
  }
  return (judged == 1 ? say("the only {8} {6}", "{0}仅 1 个，不{7}", args)
                      : say("none of the {2} {0} {4}", "{0}共 {2} 个，均不{7}", args) + nearest(id)) +
         perhaps_outside(step);
}

// Which of several candidates lacks least.
auto Speaker::nearest(StepId id) const -> std::string {
  const auto found = want(id) == Want::yes ? nearest_candidate(program_, proof_, id) : std::nullopt;
  if (!found) return "";
  const auto& step = at(*found);
  return say("; {0} comes nearest", "；其中 {0} 最接近", {value(step.value, type(*step.expr).element())});
}

// "on 3 of 40": of a list that is a sample.
auto Speaker::sample(const Step& step) const -> std::string {
  for (auto child : step.children) {
    const auto& list = at(child);
    if (list.kind != StepKind::fact || !list.fact || !list.value.is_value()) continue;
    const auto note = facts_.list_note(list.fact->row, list.fact->field);
    if (note.completeness != facts::Completeness::sampled || !note.of) continue;
    const auto looked_at = std::to_string(list.value.list().elements.size());
    return say(" (a sample: {0} of {1})", "（抽样：{1} 个中的 {0} 个）", {looked_at, std::to_string(*note.of)});
  }
  return "";
}

auto Speaker::quantifier(StepId id) const -> std::string {
  const auto& step = at(id);
  const auto& asked = node<Quantifier>(step);
  const auto list = list_words(asked.list, asked.where, step.frame);
  if (step.holds == Truth::unknown) return undecided_elements(id, list);
  return (asked.kind == QuantifierKind::some ? of_some(id, list) : of_all(id, list)) + sample(step);
}

// How many there are that comply: "1 to 2 of the 3 hosts comply"; "there are no hosts".
auto Speaker::how_many(StepId id, const ListWords& list) const -> std::string {
  const auto& step = at(id);
  const auto& verb = want(id) == Want::yes ? complies : meets;
  const auto judged = judged_elements(step);
  const bool one = step.value.get_if<Number>() != nullptr && step.decisive == 1;
  const auto* range = step.value.get_if<Interval>();
  const std::vector<std::string> args{list.many, value(step.value, number_type), number(judged),
                                      std::string(one ? verb.one : verb.many), std::string(verb.zh)};
  if (range != nullptr && !range->hi) {
    return say("{1} {0} {3} (the list is not complete)", "{0}中{1} 个{4}（清单不完整）", args);
  }
  if (judged == 0) return list.none;
  return say("{1} of the {2} {0} {3}", "{0}共 {2} 个，其中 {1} 个{4}", args);
}

// `at least 2 x in xs …`, or a count, sum or list that stands in a comparison.
auto Speaker::counted(StepId id) const -> std::string {
  const auto& step = at(id);
  const auto* asked = std::get_if<Quantifier>(&program_.exprs[*step.expr].node);
  if (asked == nullptr) {
    if (const auto why = why_no_value(step.value); !why.empty()) return no_value(*step.expr, step.frame) + why;
    return say("{0}: {1}", "{0}：{1}", {phrase(*step.expr, step.frame), value(step.value, type(*step.expr))});
  }
  const auto op = required(id, false) ? count_op(asked->kind) : negated(count_op(asked->kind));
  static constexpr std::string_view en[] = {"exactly", "a number other than", "less than",
                                            "at most", "more than",           "at least"};
  static constexpr std::string_view zh[] = {"恰为", "不为", "少于", "不多于", "多于", "不少于"};
  const auto index = static_cast<std::size_t>(op);
  const std::vector<std::string> args{std::string(lang_ == Lang::zh ? zh[index] : en[index]),
                                      bound_value(*asked->bound, step.frame)};
  const auto words = how_many(id, list_words(asked->list, asked->where, step.frame)) + sample(step);
  return words + (standing(id) == Standing::good ? say(", {0} {1}", "，{0} {1} 个", args)
                                                 : say(", must be {0} {1}", "，应{0} {1} 个", args));
}

// The first values that occur more than once, with who has them.
auto Speaker::duplicates(const Step& step) const -> std::string {
  std::vector<std::string> groups;
  std::vector<const Value*> told;
  for (auto child : step.children) {
    const auto& item = at(child);
    const auto known = [&](const Value* value) { return same(*value, item.value); };
    if (item.kind != StepKind::element || std::any_of(told.begin(), told.end(), known)) continue;
    std::vector<std::string> holders;
    std::size_t times = 0;
    for (auto other : step.children) {
      if (at(other).kind != StepKind::element || !same(at(other).value, item.value)) continue;
      ++times;
      if (at(other).fact && !program_.fields[at(other).fact->field].type.list && holders.size() < 5)
        holders.push_back(row(at(other).fact->row));
    }
    if (times < 2 || groups.size() >= 3) continue;
    told.push_back(&item.value);
    const auto what = value(item.value, type(*item.expr).element());
    const auto who = joined(holders, lang_, "and", "、");
    groups.push_back(who.empty() ? say("{0} is given {1} times", "{0}出现 {1} 次", {what, std::to_string(times)})
                                 : say("{0} is given for {1}", "{1}均为{0}", {what, who}));
  }
  return joined(groups, lang_, "and", "；");
}

auto Speaker::distinct(StepId id) const -> std::string {
  const auto& step = at(id);
  const auto operand = node<Distinct>(step).operand;
  const auto list = phrase(operand, step.frame);
  const std::vector<std::string> args{list, number(step.total), duplicates(step)};
  if (step.holds == Truth::unknown) return undecided_elements(id, list_words(operand, std::nullopt, step.frame));
  if (step.holds == Truth::no) {
    const auto words = say("{0}: {2}", "{0}重复：{2}", args);
    return standing(id) == Standing::bad ? words + say(", each must be different", "，应各不相同") : words;
  }
  if (step.vacuous) return say("vacuously: {0}", "空集成立：{0}", {list_words(operand, std::nullopt, step.frame).none});
  return step.total == 1 ? say("{0}: only one", "{0}仅 1 个", args)
                         : say("{0}: all {1} are different", "{0}共 {1} 个，各不相同", args);
}

}  // namespace dengbao::explain
