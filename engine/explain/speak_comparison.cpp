#include "explain/speaker.h"

namespace dengbao::explain {
namespace {

using namespace model;

// "at least", "at most", "more than", "less than" in the words that suit the kind of value.
struct OrderWords {
  Localised at_least, at_most, more, less;
};

auto order_words(Kind kind, bool count) -> OrderWords {
  switch (kind) {
    case Kind::date:
    case Kind::instant:
      return {{"on or after", "不早于"}, {"on or before", "不晚于"}, {"after", "晚于"}, {"before", "早于"}};
    case Kind::duration:
      return {{"at least", "不短于"}, {"at most", "不超过"}, {"longer than", "长于"}, {"shorter than", "短于"}};
    case Kind::version:
      return {{"at least", "不低于"}, {"at most", "不高于"}, {"newer than", "高于"}, {"older than", "低于"}};
    default:
      break;
  }
  if (count) return {{"at least", "不少于"}, {"at most", "不多于"}, {"more than", "多于"}, {"less than", "少于"}};
  return {{"at least", "不小于"}, {"at most", "不大于"}, {"more than", "大于"}, {"less than", "小于"}};
}

auto is_constant(const ExprNode& node) -> bool {
  return std::holds_alternative<Constant>(node) || std::holds_alternative<ParameterRef>(node) ||
         std::holds_alternative<AsOf>(node) || std::holds_alternative<LevelNow>(node) ||
         std::holds_alternative<ByLevel>(node);
}

}  // namespace

auto order_word(CompareOp op, Kind kind, bool count) -> Localised {
  const auto words = order_words(kind, count);
  switch (op) {
    case CompareOp::greater_equal:
      return words.at_least;
    case CompareOp::less_equal:
      return words.at_most;
    case CompareOp::greater:
      return words.more;
    case CompareOp::less:
      return words.less;
    default:
      return {};
  }
}

auto Speaker::op_words(CompareOp op, ExprId of) const -> Localised {
  const auto* aggregate = std::get_if<Aggregate>(&program_.exprs[of].node);
  return order_word(op, type(of).kind, aggregate != nullptr && aggregate->kind == AggregateKind::count);
}

// A figure with where it comes from: "90 days (longest time between password changes)".
auto Speaker::bound_value(ExprId expr, FrameId frame) const -> std::string {
  const auto held = eval(expr, frame);
  const auto words = held.is_unknown() ? "" : value(held, type(expr));
  const auto with = [&](const std::string& source) {
    return words.empty() ? source : say("{0} ({1})", "{0}（{1}）", {words, source});
  };
  const auto& node = program_.exprs[expr].node;
  if (const auto* parameter = std::get_if<ParameterRef>(&node)) {
    return with(program_.parameters[parameter->parameter].says.in(lang_));
  }
  if (std::holds_alternative<LevelNow>(node)) return with(say("the level", "级别"));
  if (std::holds_alternative<AsOf>(node)) return with(say("date of assessment", "评估日"));
  if (std::holds_alternative<ByLevel>(node)) {
    return with(say("at level {0}", "第 {0} 级", {std::to_string(level_of(frame))}));
  }
  if (const auto* choose = std::get_if<Choose>(&node); choose != nullptr && !words.empty()) {
    const auto reason = choice_reason(*choose, frame);
    return reason.empty() ? words : with(reason);
  }
  if (held.is_none()) {
    return say("{0}, which {1} not exist", "{0}（不存在）",
               {phrase(expr, frame), is_are(expr) == "are" ? "do" : "does"});
  }
  const bool derived = std::holds_alternative<FieldOf>(node) || std::holds_alternative<Aggregate>(node) ||
                       std::holds_alternative<CallFunction>(node) || std::holds_alternative<Arithmetic>(node) ||
                       std::holds_alternative<CallTable>(node);
  if (derived && type(expr).kind != Kind::record) return with(phrase(expr, frame));
  return words.empty() ? phrase(expr, frame) : words;
}

// Whether the relation itself is what is to be told: asked for, or simply true where nothing is asked.
auto Speaker::required(StepId id, bool negated) const -> bool {
  const bool positive = want(id) == Want::nothing ? at(id).holds != Truth::no : want(id) == Want::yes;
  return positive != negated;
}

// "highest load of the links is not known"
auto Speaker::no_value(ExprId expr, FrameId frame) const -> std::string {
  return say("{0} {1} not known", "{0}未知", {phrase(expr, frame), is_are(expr)});
}

auto Speaker::unknown_claim(StepId id, ExprId subject, const std::string& must) const -> std::string {
  const auto& step = at(id);
  auto told = subject;
  std::string why = why_no_value(eval(subject, step.frame));
  for (auto child : step.children) {
    if (at(child).holds != Truth::unknown) continue;
    if (at(child).kind == StepKind::choice) return this->step(child);
    if (at(child).kind == StepKind::table_row) told = *at(child).expr;
    if (at(child).expr && !eval(subject, step.frame).is_unknown() && at(child).kind == StepKind::missing)
      told = *at(child).expr;
    if (at(child).fact) why = why_missing(*at(child).fact);
    break;
  }
  auto words = no_value(told, step.frame) + why;
  return want(id) == Want::nothing || told.index != subject.index ? words : words + must;
}

// The highest or lowest of a list not wholly known, as far as that is known: "shortest retention is at most 5 months".
auto Speaker::known_bound(ExprId expr, FrameId frame) const -> std::string {
  const auto* node = std::get_if<Aggregate>(&program_.exprs[expr].node);
  if (node == nullptr || (node->kind != AggregateKind::highest && node->kind != AggregateKind::lowest)) return "";
  auto variables = proof_.frames[frame].values;
  const bool highest = node->kind == AggregateKind::highest;
  const auto range = range_of(world(frame), *node, variables);
  const auto& near = highest ? range.lo : range.hi;
  if (!near.is_value()) return "";
  const auto op = op_words(highest ? CompareOp::greater_equal : CompareOp::less_equal, expr).in(lang_);
  return say("{0} {1} {2} {3}", "{0}{2} {3}", {phrase(expr, frame), is_are(expr), op, value(near, type(expr))});
}

// "SUBJECT is VALUE" and what is asked of it.
auto Speaker::claim(StepId id, ExprId subject, const Bound& bound) const -> std::string {
  const auto& step = at(id);
  const auto held = eval(subject, step.frame);
  const auto name = phrase(subject, step.frame);
  const auto stands = standing(id);
  if (stands == Standing::open && held.get_if<Interval>() == nullptr) return unknown_claim(id, subject, bound.must);
  const auto bound_known = held.is_unknown() ? known_bound(subject, step.frame) : "";
  auto told = held.is_none()                       ? not_there(step, name)
              : held.is_unknown()                  ? (bound_known.empty() ? no_value(subject, step.frame) : bound_known)
              : name == value(held, type(subject)) ? name
                                                   : is(name, subject, held);
  // Of what does not exist nothing holds: neither what is asked nor its opposite.
  if (held.is_none() && stands == Standing::good) return told;
  return told + (stands == Standing::good ? bound.good : bound.must);
}

// A yes/no fact compared with yes or no.
auto Speaker::truth_claim(StepId id, ExprId subject, bool asked) const -> std::string {
  const auto& step = at(id);
  std::optional<FactRef> fact;
  for (auto child : step.children) {
    if (at(child).expr && at(child).expr->index == subject.index) fact = at(child).fact;
  }
  const auto held = eval(subject, step.frame);
  const auto why = !fact ? "" : held.is_unknown() ? why_missing(*fact) : why_none(fact);
  const auto words = yes_no_words(subject, step.frame, held) + why;
  if (standing(id) != Standing::bad) return words;
  return words + say(", must be {0}", "，应为{0}", {value(Value(asked), truth_type)});
}

auto Speaker::compare_words(StepId id, const Compare& written) const -> std::string {
  auto node = written;
  const auto frame = at(id).frame;
  if (is_constant(program_.exprs[node.lhs].node) && !is_constant(program_.exprs[node.rhs].node)) {
    std::swap(node.lhs, node.rhs);
    node.op = mirrored(node.op);
  }
  const auto op = required(id, false) ? node.op : negated(node.op);
  if (type(node.lhs) == truth_type && eval(node.rhs, frame).is_value()) {
    return truth_claim(id, node.lhs, eval(node.rhs, frame).as<bool>() == (op == CompareOp::equal));
  }
  const auto limit = bound_value(node.rhs, frame);
  if (op == CompareOp::equal) {
    const bool plain = limit == value(eval(node.rhs, frame), type(node.rhs));
    return claim(
        id, node.lhs,
        {plain ? "" : say(", as asked: {0}", "，与{0}一致", {limit}), say(", must be {0}", "，应为{0}", {limit})});
  }
  if (op == CompareOp::not_equal) {
    return claim(id, node.lhs,
                 {say(", not {0}", "，不是{0}", {limit}), say(", must not be {0}", "，不应为{0}", {limit})});
  }
  const auto words = op_words(op, node.lhs).in(lang_);
  return claim(id, node.lhs,
               {say(", {0} {1}", "，{0}{1}", {words, limit}), say(", must be {0} {1}", "，应{0}{1}", {words, limit})});
}

auto Speaker::one_of_words(StepId id, const OneOf& node) const -> std::string {
  return choice_words(id, node.lhs, node.choices, node.negated);
}

auto Speaker::choice_words(StepId id, ExprId subject, const std::vector<ExprId>& choices, bool negated) const
    -> std::string {
  std::vector<std::string> words;
  words.reserve(choices.size());
  for (auto choice : choices) words.push_back(value(eval(choice, at(id).frame), type(choice)));
  const auto list = joined(words, lang_, "or", "或");
  if (required(id, negated)) return claim(id, subject, {"", say(", must be {0}", "，应为{0}", {list})});
  if (words.size() == 1) {
    return claim(id, subject, {say(", not {0}", "，不是{0}", words), say(", must not be {0}", "，不应为{0}", words)});
  }
  const auto none = joined(words, lang_, "nor", "或");
  return claim(id, subject,
               {say(", neither {0}", "，不是{0}", {none}), say(", must be neither {0}", "，不应为{0}", {none})});
}

auto Speaker::empty_words(StepId id, const Empty& node) const -> std::string {
  const auto& step = at(id);
  const auto name = phrase(node.operand, step.frame);
  const auto stands = standing(id);
  if (stands == Standing::open) return unknown_claim(id, node.operand, "");
  const bool is_empty = (step.holds == Truth::yes) != node.negated;
  const bool list = type(node.operand).list;
  const auto held = eval(node.operand, step.frame);
  if (is_empty) {
    const auto fact = step.children.empty() ? std::nullopt : at(step.children.front()).fact;
    auto words = held.is_none() ? not_there(step, name)
                 : list         ? say("{0}: none", "{0}：无", {name}) + why_none(fact)
                                : say("{0} is empty", "{0}为空", {name});
    if (stands == Standing::good) return words;
    return words + (list ? say(", there must be at least one", "，应至少有一项") : say(", must be given", "，应填写"));
  }
  const auto words = say("{0}: {1}", "{0}：{1}", {name, value(held, type(node.operand))});
  if (stands == Standing::good) return words;
  return words + (list ? say(", there must be none", "，不应有") : say(", must be empty", "，应为空"));
}

auto Speaker::known_words(StepId id, const Known& node) const -> std::string {
  const auto& step = at(id);
  const bool known = (step.holds == Truth::yes) != node.missing;
  const std::vector<std::string> args{phrase(node.operand, step.frame)};
  return known ? say("{0} is known", "{0}已知", args) : say("{0} is not known", "{0}未知", args);
}

}  // namespace dengbao::explain
