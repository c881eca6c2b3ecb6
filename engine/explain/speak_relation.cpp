#include "explain/speaker.h"

namespace dengbao::explain {
using namespace model;

// An element of a list, an address in a range. What is written as `list contains element` and as `element in list` is
// the same truth: a constant is told of the list, anything else of itself.
auto Speaker::member_words(StepId id, ExprId element, ExprId container, bool negated) const -> std::string {
  if (const auto* written = std::get_if<ListOf>(&program_.exprs[container].node)) {
    if (type(container).kind != Kind::subnet) return choice_words(id, element, written->elements, negated);
  }
  const auto& step = at(id);
  const auto stands = standing(id);
  const auto held = eval(element, step.frame);
  if (stands == Standing::open) return unknown_claim(id, held.is_unknown() ? element : container, "");
  const bool range = type(container).kind == Kind::subnet;
  const auto list = eval(container, step.frame);
  const auto where = range && list.is_value() ? value(list, type(container)) : phrase(container, step.frame);
  if (range || !std::holds_alternative<Constant>(program_.exprs[element].node)) {
    return among_words(id, element, container, negated);
  }
  const bool inside = (step.holds == Truth::yes) != negated;
  const bool many = is_are(container) == "are";
  const std::vector<std::string> args{value(held, type(element)),   where,
                                      value(list, type(container)), many ? "include" : "includes",
                                      many ? "do not" : "does not", many ? "lack" : "lacks"};
  if (inside) {
    const auto words = say("{1} {3} {0}", "{1}包含{0}", args);
    return stands == Standing::good ? words : words + say(", must not", "，不应如此");
  }
  if (stands == Standing::good) return say("{1} {4} include {0}", "{1}不包含{0}", args);
  return say("{1} {5} {0} (there: {2})", "{1}缺少{0}（现有：{2}）", args);
}

// "region is "north", must be among the allowed regions ("east" and "west")"; "address is 10.0.0.7, in 10.0.0.0/8".
auto Speaker::among_words(StepId id, ExprId element, ExprId container, bool negated) const -> std::string {
  const auto frame = at(id).frame;
  const auto list = eval(container, frame);
  const bool range = !type(container).list;
  const bool written = std::holds_alternative<ListOf>(program_.exprs[container].node);
  const auto held = value(list, type(container));
  const auto name = phrase(container, frame);
  const auto where = range     ? bound_value(container, frame)
                     : written ? held
                               : say("{0} ({1})", "{0}（{1}）", {name, held});
  const auto in = range ? say("in {0}", "在{0}内", {where}) : say("among the {0}", "在{0}之中", {where});
  if (required(id, negated)) {
    return claim(id, element, {say(", {0}", "，{0}", {in}), say(", must be {0}", "，应{0}", {in})});
  }
  return claim(id, element, {say(", not {0}", "，不{0}", {in}), say(", must not be {0}", "，不应{0}", {in})});
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
  if (standing(id) == Standing::open) return unknown_claim(id, node.operand, "");
  const auto held = eval(node.operand, step.frame);
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
