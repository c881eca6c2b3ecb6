#include "explain/speaker.h"

namespace dengbao::explain {
using namespace model;

// A value that the policy gives, itself or as the argument of a definition.
auto Speaker::fixed(ExprId expr, FrameId frame) const -> bool {
  const auto& node = program_.exprs[expr].node;
  const auto* variable = std::get_if<VariableRef>(&node);
  if (variable == nullptr) return std::holds_alternative<Constant>(node);
  const auto& info = proof_.frames[frame];
  return type(expr).kind != Kind::record && !info.origins[variable->slot.index] &&
         info.values[variable->slot.index].is_value();
}

// An element of a list, an address in a range. What is written as `list contains element` and as `element in list` is
// the same truth: a fixed value is told of the list, anything else of itself.
auto Speaker::member_words(StepId id, ExprId element, ExprId container, bool negated) const -> std::string {
  if (const auto* written = std::get_if<ListOf>(&program_.exprs[container].node)) {
    if (type(container).kind != Kind::subnet) return choice_words(id, element, written->elements, negated);
  }
  const auto& step = at(id);
  const auto stands = standing(id);
  const auto held = eval(element, step.frame);
  if (stands == Standing::open) return unknown_claim(id, held.is_unknown() ? element : container, "");
  if (type(container).kind == Kind::subnet || !fixed(element, step.frame)) {
    return among_words(id, element, container, negated);
  }
  const auto list = eval(container, step.frame);
  const bool inside = (step.holds == Truth::yes) != negated;
  const bool many = is_are(container) == "are";
  const std::vector<std::string> args{value(held, type(element)),   phrase(container, step.frame),
                                      value(list, type(container)), many ? "include" : "includes",
                                      many ? "do not" : "does not", many ? "lack" : "lacks"};
  if (inside) {
    const auto words = say("{1} {3} {0}", "{1}包含{0}", args);
    return stands == Standing::good ? words : words + say(", must not", "，不应如此");
  }
  if (stands == Standing::good) return say("{1} {4} include {0}", "{1}不包含{0}", args);
  return say("{1} {5} {0} (there: {2})", "{1}缺少{0}（现有：{2}）", args);
}

// What is written in the policy: "10.0.0.0/8 or fd00::/8"; "neither … nor …" where it must not be.
auto Speaker::written_ranges(const ListOf& written, FrameId frame, bool wanted) const -> std::string {
  std::vector<std::string> ranges;
  ranges.reserve(written.elements.size());
  for (auto range : written.elements) ranges.push_back(value(eval(range, frame), type(range)));
  if (lang_ == Lang::zh || wanted || ranges.size() == 1) return joined(ranges, lang_, "or", "或");
  return "neither " + joined(ranges, lang_, "nor", "");
}

// "region is "north", must be among the allowed regions ("east" and "west")"; "address is 10.0.0.7, in 10.0.0.0/8".
auto Speaker::among_words(StepId id, ExprId element, ExprId container, bool negated) const -> std::string {
  const auto frame = at(id).frame;
  const bool wanted = required(id, negated);
  const auto claimed = [&](const std::string& in, bool neither) {
    if (wanted) return claim(id, element, {say(", {0}", "，{0}", {in}), say(", must be {0}", "，应{0}", {in})});
    if (neither) return claim(id, element, {say(", {0}", "，不{0}", {in}), say(", must be {0}", "，不应{0}", {in})});
    return claim(id, element, {say(", not {0}", "，不{0}", {in}), say(", must not be {0}", "，不应{0}", {in})});
  };
  if (const auto* written = std::get_if<ListOf>(&program_.exprs[container].node)) {
    return claimed(say("in {0}", "在{0}内", {written_ranges(*written, frame, wanted)}), written->elements.size() > 1);
  }
  if (!type(container).list) return claimed(say("in {0}", "在{0}内", {bound_value(container, frame)}), false);
  const std::vector<std::string> list{phrase(container, frame), value(eval(container, frame), type(container))};
  const bool range = type(container).kind == Kind::subnet;
  return claimed(range ? say("in one of the {0} ({1})", "在{0}（{1}）之内", list)
                       : say("among the {0} ({1})", "在{0}（{1}）之中", list),
                 false);
}

auto Speaker::text_words(StepId id, const TextRelation& node) const -> std::string {
  if (type(node.lhs).list || type(node.lhs).kind == Kind::subnet)
    return member_words(id, node.rhs, node.lhs, node.negated);
  static constexpr std::string_view yes_en[] = {"contain", "start with", "end with"};
  static constexpr std::string_view yes_zh[] = {"包含{0}", "以{0}开头", "以{0}结尾"};
  static constexpr std::string_view good_en[] = {"contains", "starts with", "ends with"};
  const auto test = static_cast<std::size_t>(node.test);
  const auto word = bound_value(node.rhs, at(id).frame);
  const auto zh = say("", yes_zh[test], {word});
  const std::vector<std::string> must{std::string(yes_en[test]), word, zh};
  if (required(id, node.negated)) {
    return claim(id, node.lhs,
                 {say(", which {0} {1}", "，{2}", {std::string(good_en[test]), word, zh}),
                  say(", must {0} {1}", "，应{2}", must)});
  }
  return claim(id, node.lhs,
               {say(", which does not {0} {1}", "，不{2}", must), say(", must not {0} {1}", "，不应{2}", must)});
}

auto Speaker::matches_words(StepId id, const Matches& node) const -> std::string {
  const std::vector<std::string> form{program_.pattern_texts[node.pattern]};
  if (required(id, node.negated)) {
    return claim(
        id, node.operand,
        {say(", of the form {0}", "，符合格式 {0}", form), say(", must have the form {0}", "，应符合格式 {0}", form)});
  }
  return claim(id, node.operand,
               {say(", not of the form {0}", "，不符合格式 {0}", form),
                say(", must not have the form {0}", "，不应符合格式 {0}", form)});
}

auto Speaker::names_words(StepId id, const NamesA& node) const -> std::string {
  const auto& step = at(id);
  const auto held = eval(node.operand, step.frame);
  if (standing(id) == Standing::open && held.is_value()) {
    return say("{0} is {1}; whether a {2} of that name is on record is not known",
               "{0}为{1}，是否有登记名为{1}的{2}尚不明确",
               {phrase(node.operand, step.frame), value(held, type(node.operand)),
                program_.records[node.record].label.in(lang_)});
  }
  if (standing(id) == Standing::open) return unknown_claim(id, node.operand, "");
  if (held.is_none()) return claim(id, node.operand, {});
  const bool known = (step.holds == Truth::yes) != node.negated;
  const std::vector<std::string> args{phrase(node.operand, step.frame), value(held, type(node.operand)),
                                      program_.records[node.record].label.in(lang_)};
  return known ? say("{0} is {1}, a {2} on record", "{0}为{1}，是已登记的{2}", args)
               : say("{0} is {1}, but no {2} of that name is on record", "{0}为{1}，但没有登记名为{1}的{2}", args);
}

auto Speaker::time_bound(const TimeRelation& node, FrameId frame) const -> Localised {
  const auto when = bound_value(node.rhs, frame);
  const auto span = node.duration ? bound_value(*node.duration, frame) : "";
  const std::vector<std::string> args{span, when};
  const auto words = [&](std::string_view en, std::string_view zh) {
    return Localised{say(en, zh, args), say(en, zh, args)};
  };
  using Distance = TimeRelation::Distance;
  if (node.distance == Distance::none)
    return node.after ? words("after {1}", "晚于{1}") : words("before {1}", "早于{1}");
  if (node.distance == Distance::at_most) {
    return node.after ? words("at most {0} after {1}", "在{1}之后{0}以内")
                      : words("at most {0} before {1}", "在{1}之前{0}以内");
  }
  return node.after ? words("at least {0} after {1}", "晚于{1}至少{0}")
                    : words("at least {0} before {1}", "早于{1}至少{0}");
}

auto Speaker::time_words(StepId id, const TimeRelation& node) const -> std::string {
  const auto limit = time_bound(node, at(id).frame).in(lang_);
  if (required(id, false)) {
    return claim(id, node.lhs, {say(", {0}", "，{0}", {limit}), say(", must be {0}", "，应{0}", {limit})});
  }
  return claim(id, node.lhs, {say(", not {0}", "，并非{0}", {limit}), say(", must not be {0}", "，不应{0}", {limit})});
}

auto Speaker::comparison(StepId id) const -> std::string {
  return std::visit(Overloaded{
                        [&](const Compare& node) { return compare_words(id, node); },
                        [&](const OneOf& node) { return one_of_words(id, node); },
                        [&](const Empty& node) { return empty_words(id, node); },
                        [&](const Known& node) { return known_words(id, node); },
                        [&](const In& node) { return member_words(id, node.element, node.container, node.negated); },
                        [&](const TextRelation& node) { return text_words(id, node); },
                        [&](const Matches& node) { return matches_words(id, node); },
                        [&](const NamesA& node) { return names_words(id, node); },
                        [&](const TimeRelation& node) { return time_words(id, node); },
                        [&](const auto&) { return phrase(*at(id).expr, at(id).frame); },
                    },
                    program_.exprs[*at(id).expr].node);
}

}  // namespace dengbao::explain
