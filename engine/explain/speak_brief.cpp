#include "explain/speaker.h"

namespace dengbao::explain {

using namespace model;

auto Speaker::narrowed(const std::string& list, std::optional<ExprId> where, FrameId frame) const -> std::string {
  const auto condition = where ? brief(*where, frame) : "";
  return condition.empty() ? list : say("{0} ({1})", "{0}（{1}）", {list, condition});
}

auto Speaker::brief_operand(ExprId expr, FrameId frame) const -> std::string {
  const auto& node = program_.exprs[expr].node;
  if (const auto* field = std::get_if<FieldOf>(&node)) return label(field->field);
  if (const auto* variable = std::get_if<VariableRef>(&node); variable != nullptr && type(expr).kind == Kind::record) {
    const auto& held = proof_.frames[frame].values[variable->slot.index];
    return held.get_if<Row>() != nullptr ? value(held, type(expr))
                                         : program_.records[type(expr).record()].label.in(lang_).str();
  }
  if (std::holds_alternative<VariableRef>(node)) {
    const auto held = eval(expr, frame);
    return held.is_value() ? value(held, type(expr)) : say("the value", "其值");
  }
  if (const auto* aggregate = std::get_if<Aggregate>(&node);
      aggregate != nullptr && aggregate->kind == AggregateKind::count) {
    return say("number of {0}", "{0}数量", {brief_operand(aggregate->operand, frame)});
  }
  return phrase(expr, frame);
}

// What the field of an element is held against: another's field is told by its value.
auto Speaker::brief_bound(ExprId expr, FrameId frame) const -> std::string {
  if (std::holds_alternative<FieldOf>(program_.exprs[expr].node)) {
    const auto held = eval(expr, frame);
    if (held.is_value() && !type(expr).list) return value(held, type(expr));
  }
  return brief_operand(expr, frame);
}

auto Speaker::brief_all(const std::vector<ExprId>& exprs, FrameId frame, bool all) const -> std::string {
  std::vector<std::string> words;
  for (auto expr : exprs) {
    words.push_back(brief(expr, frame));
    if (words.back().empty()) return "";
  }
  return joined(words, lang_, all ? "and" : "or", all ? "且" : "或");
}

// The words of what is called, with the arguments in their places.
auto Speaker::brief_call(const Template& says, const std::vector<ExprId>& arguments, FrameId frame) const
    -> std::string {
  std::string text;
  const auto& pieces = says.in(lang_);
  for (const auto& piece : pieces) {
    // "{account} can log in" of accounts: "can log in".
    const bool first = &piece == &pieces.front();
    if (first && std::holds_alternative<ExprId>(piece) && leaves_out(arguments, std::get<ExprId>(piece), frame))
      continue;
    if (const auto* literal = std::get_if<Text>(&piece)) {
      text += *literal;
      continue;
    }
    const auto expr = std::get<ExprId>(piece);
    const auto* variable = std::get_if<VariableRef>(&program_.exprs[expr].node);
    const bool argument = variable != nullptr && variable->slot.index < arguments.size();
    text += argument ? brief_operand(arguments[variable->slot.index], frame) : brief_operand(expr, frame);
  }
  const auto start = text.find_first_not_of(' ');
  return start == std::string::npos ? "" : text.substr(start);
}

// Whether the words of a definition open with the variable of a list that is being narrowed down.
auto Speaker::leaves_out(const std::vector<ExprId>& arguments, ExprId expr, FrameId frame) const -> bool {
  const auto* formal = std::get_if<VariableRef>(&program_.exprs[expr].node);
  if (formal == nullptr || formal->slot.index >= arguments.size()) return false;
  const auto* variable = std::get_if<VariableRef>(&program_.exprs[arguments[formal->slot.index]].node);
  return variable != nullptr && proof_.frames[frame].values[variable->slot.index].is_unknown();
}

auto Speaker::brief(ExprId expr, FrameId frame) const -> std::string {
  const auto operand = [&](ExprId of) { return brief_operand(of, frame); };
  const auto bound = [&](ExprId of) { return brief_bound(of, frame); };
  const auto compare_brief = [&](const Compare& node) {
    if (node.op == CompareOp::equal) return say("{0}: {1}", "{0}为{1}", {operand(node.lhs), bound(node.rhs)});
    if (node.op == CompareOp::not_equal) return say("{0}: not {1}", "{0}不为{1}", {operand(node.lhs), bound(node.rhs)});
    const auto op = op_words(node.op, node.lhs);
    return say("{0} {1} {2}", "{0}{1}{2}", {operand(node.lhs), op.in(lang_), bound(node.rhs)});
  };
  const auto one_of = [&](const OneOf& node) {
    std::vector<std::string> choices;
    choices.reserve(node.choices.size());
    for (auto choice : node.choices) choices.push_back(operand(choice));
    const std::vector<std::string> args{operand(node.lhs), joined(choices, lang_, "or", "或")};
    return node.negated ? say("{0}: not {1}", "{0}不为{1}", args) : say("{0}: {1}", "{0}为{1}", args);
  };
  const auto text = [&](ExprId lhs, ExprId rhs, bool negated) {
    const std::vector<std::string> args{operand(lhs), bound(rhs)};
    return negated ? say("{1} not among {0}", "{0}不含{1}", args) : say("{1} among {0}", "{0}含{1}", args);
  };
  return std::visit(Overloaded{
                        [&](const FieldOf& node) { return label(node.field); },
                        [&](const Not& node) {
                          const auto inner = brief(node.operand, frame);
                          return inner.empty() ? inner : say("not {0}", "非{0}", {inner});
                        },
                        [&](const And& node) { return brief_all(node.operands, frame, true); },
                        [&](const Or& node) { return brief_all(node.operands, frame, false); },
                        [&](const Compare& node) { return compare_brief(node); },
                        [&](const OneOf& node) { return one_of(node); },
                        [&](const Empty& node) {
                          return node.negated ? say("with {0}", "有{0}", {operand(node.operand)})
                                              : say("without {0}", "无{0}", {operand(node.operand)});
                        },
                        [&](const Known& node) {
                          return node.missing ? say("{0} not known", "{0}未知", {operand(node.operand)})
                                              : say("{0} known", "{0}已知", {operand(node.operand)});
                        },
                        [&](const In& node) { return text(node.container, node.element, node.negated); },
                        [&](const TextRelation& node) {
                          return node.test == TextTest::contains ? text(node.lhs, node.rhs, node.negated)
                                                                 : std::string();
                        },
                        [&](const CallDefinition& node) {
                          return brief_call(program_.definitions[node.definition].says, node.arguments, frame);
                        },
                        [&](const CallRelation& node) {
                          return brief_call(program_.relations[node.relation].says, node.arguments, frame);
                        },
                        [&](const auto&) { return std::string(); },
                    },
                    program_.exprs[expr].node);
}

}  // namespace dengbao::explain
