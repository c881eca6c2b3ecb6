#include "author/mutate_expr.h"

#include <algorithm>

#include "author/source_text.h"
#include "author/step_value.h"
#include "base/diagnostic.h"
#include "model/children.h"

namespace dengbao::author {

using namespace model;

namespace {

auto changed(std::string_view was, std::string_view now) -> Localised {
  return say("`{}` changed to `{}`", "`{}` 改为 `{}`", was, now);
}
auto changed(std::string_view was, const Localised& now) -> Localised {
  return say("`{}` changed to `{}`", "`{}` 改为 `{}`", was, now);
}
auto dropped(std::string_view what) -> Localised { return say("`{}` dropped", "去掉 `{}`", what); }

const Localised one_of_two{"a case in which only one of the conditions holds", "只有其中一个条件成立的情形"};
const Localised outside_filter{"an element that the `where` leaves out and that would change the result",
                               "被 `其中` 排除、但会改变结果的元素"};

}  // namespace

void ExprMutator::mutate(const std::string& owner, ExprId expr) {
  owner_ = owner;
  walk(expr);
}

void ExprMutator::mutate(const std::string& owner, const Parameter& parameter) {
  owner_ = owner;
  parameter_ = &parameter;
  walk(parameter.value);
  parameter_ = nullptr;
}

void ExprMutator::mutate_row(const std::string& owner, const Table& table, std::size_t row) {
  owner_ = owner;
  const auto result = table.rows[row].result;
  for (const auto& other : table.rows) {
    if (in_one_line(code(other.result)) == in_one_line(code(result))) continue;
    emit(result, changed(code(result), code(other.result)), say("a case that comes to this row", "命中这一行的情形"),
         program_.exprs[other.result].node);
    return;
  }
}

auto ExprMutator::code(ExprId id) const -> std::string { return quoted(sources_, span(id)); }

void ExprMutator::emit(ExprId id, Span span, Localised change, Localised hint, ExprNode node) {
  Mutant mutant{owner_, span, std::move(change), std::move(hint), id, ExprEdit{id, std::move(node)}};
  visit_(mutant);
}

void ExprMutator::walk_all(const std::vector<ExprId>& exprs) {
  for (const auto expr : exprs) walk(expr);
}

void ExprMutator::walk(ExprId id, const ConstantContext& around) {
  const auto node = program_.exprs[id].node;  // a copy: the program changes while its mutants are tried
  std::visit(Overloaded{
                 [&](const Constant& n) { change(id, n, around); },
                 [&](const Empty& n) {
                   auto other = n;
                   negate(id, other, other.negated);
                 },
                 [&](const In& n) {
                   auto other = n;
                   negate(id, other, other.negated);
                 },
                 [&](const TextRelation& n) {
                   auto other = n;
                   negate(id, other, other.negated);
                 },
                 [&](const Matches& n) {
                   auto other = n;
                   negate(id, other, other.negated);
                 },
                 [&](const NamesA& n) {
                   auto other = n;
                   negate(id, other, other.negated);
                 },
                 [&](const Known& n) {
                   auto other = n;
                   negate(id, other, other.missing);
                 },
                 [&](const auto& n) {
                   if constexpr (requires { change(id, n); }) {
                     change(id, n);
                   } else {
                     walk_all(children(node));
                   }
                 },
             },
             node);
}

template <typename Node>
void ExprMutator::negate(ExprId id, Node& node, bool& flag) {
  const auto below = children(ExprNode(node));
  flag = !flag;
  emit(id, say("`{}` negated", "`{}` 取反", code(id)), {}, node);
  walk_all(below);
}

// ---- constants ------------------------------------------------------------------------------------------------------

auto ExprMutator::value_code(const Value& value, Type type) const -> Localised {
  if (const auto* choice = value.get_if<Enumerator>(); choice != nullptr && type.kind == Kind::enumeration) {
    const auto& name = program_.enumerations[type.enumeration()].choices[choice->ordinal].name;
    return {name, name};
  }
  return {program_.value_words(value, type, Lang::en), program_.value_words(value, type, Lang::zh)};
}

// Bounds that are no plain constants are left to the tests.
auto ExprMutator::within_bounds(const Value& value) const -> bool {
  if (parameter_ == nullptr) return true;
  return std::ranges::all_of(parameter_->bounds, [&](const ParameterBound& bound) {
    const auto* limit = std::get_if<Constant>(&program_.exprs[bound.value].node);
    const auto op = bound.at_least ? CompareOp::greater_equal : CompareOp::less_equal;
    return limit == nullptr || compare(op, value, limit->value) != Truth::no;
  });
}

void ExprMutator::change(ExprId id, const Constant& node, const ConstantContext& around) {
  const auto type = program_.exprs[id].type;
  std::size_t choices = 0;
  if (type.kind == Kind::enumeration) choices = program_.enumerations[type.enumeration()].choices.size();
  if (const auto next = other_value(node.value, choices)) return step_constant(id, *next, around);
  if (around.up) {
    if (const auto up = stepped(node.value, true)) step_constant(id, *up, around);
  }
  if (around.down) {
    if (const auto down = stepped(node.value, false)) step_constant(id, *down, around);
  }
}

void ExprMutator::step_constant(ExprId id, const Value& stepped, const ConstantContext& around) {
  if (!within_bounds(stepped)) return;
  const auto now = value_code(stepped, program_.exprs[id].type);
  Localised hint;
  if (around.compared) {
    hint = stepped.get_if<Enumerator>() != nullptr ? say("a case with `{}`", "为 `{}` 的情形", now)
                                                   : say("a case with exactly {}", "恰为 {} 的情形", now);
  }
  if (!around.shown) return emit(id, changed(code(id), now), hint, Constant{stepped});
  const auto& outer = *around.shown;
  const auto inner = span(id);
  const auto before = sources_.text({outer.file, outer.begin, inner.begin});
  const auto after = sources_.text({outer.file, inner.end, outer.end});
  const auto replaced = [&](const std::string& value) {
    return in_one_line(std::string(before) + value + std::string(after));
  };
  emit(id, changed(quoted(sources_, outer), Localised{replaced(now.en), replaced(now.zh)}), hint, Constant{stepped});
}

// ---- connectives
// ------------------------------------------------------------------------------------------------------

void ExprMutator::change(ExprId id, const Not& node) {
  emit(id, say("the negation of `{}` dropped", "去掉对 `{}` 的否定", code(node.operand)), {},
       program_.exprs[node.operand].node);
  walk(node.operand);
}

template <typename Node>
void ExprMutator::drop_operands(ExprId id, const Node& node, const Localised& hint) {
  for (std::size_t i = 0; i < node.operands.size(); ++i) {
    const auto operand = node.operands[i];
    auto rest = node.operands;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    const auto left = rest.size() == 1 ? program_.exprs[rest.front()].node : ExprNode(Node{rest});
    emit(id, span(operand), dropped(code(operand)), hint, left);
  }
}

void ExprMutator::change(ExprId id, const And& node) {
  emit(id, say("`and` changed to `or` in `{}`", "`{}` 中的“且”改为“或”", code(id)), one_of_two, Or{node.operands});
  drop_operands(id, node, say("a case in which only this condition fails", "只有该条件不成立的情形"));
  walk_all(node.operands);
}

void ExprMutator::change(ExprId id, const Or& node) {
  emit(id, say("`or` changed to `and` in `{}`", "`{}` 中的“或”改为“且”", code(id)), one_of_two, And{node.operands});
  drop_operands(id, node, say("a case in which only this condition holds", "只有该条件成立的情形"));
  walk_all(node.operands);
}

void ExprMutator::change(ExprId id, const Implies& node) {
  emit(id, span(node.condition), say("`if {}` dropped", "去掉 `若 {}`", code(node.condition)),
       say("a case in which neither the condition nor the consequence holds", "前提与结果都不成立的情形"),
       program_.exprs[node.consequence].node);
  walk(node.condition);
  walk(node.consequence);
}

void ExprMutator::change(ExprId id, const Choose& node) {
  for (std::size_t i = 0; i < node.cases.size(); ++i) {
    auto rest = node;
    rest.cases.erase(rest.cases.begin() + static_cast<std::ptrdiff_t>(i));
    const auto left = rest.cases.empty() ? program_.exprs[node.otherwise].node : ExprNode(rest);
    emit(id, span(node.cases[i].condition),
         say("the case `{}` dropped", "去掉情形 `{}`", code(node.cases[i].condition)),
         say("a case in which it holds", "该条件成立的情形"), left);
  }
  walk_all(children(ExprNode(node)));
}

// ---- relations
// --------------------------------------------------------------------------------------------------------

namespace {

auto sign(CompareOp op) -> std::string_view {
  switch (op) {
    case CompareOp::equal:
      return "=";
    case CompareOp::not_equal:
      return "!=";
    case CompareOp::less:
      return "<";
    case CompareOp::less_equal:
      return "<=";
    case CompareOp::greater:
      return ">";
    case CompareOp::greater_equal:
      return ">=";
  }
  return "";
}

auto over_the_boundary(CompareOp op) -> CompareOp {
  switch (op) {
    case CompareOp::equal:
      return CompareOp::not_equal;
    case CompareOp::not_equal:
      return CompareOp::equal;
    case CompareOp::less:
      return CompareOp::less_equal;
    case CompareOp::less_equal:
      return CompareOp::less;
    case CompareOp::greater:
      return CompareOp::greater_equal;
    case CompareOp::greater_equal:
      return CompareOp::greater;
  }
  return op;
}

auto is_order(CompareOp op) -> bool { return op != CompareOp::equal && op != CompareOp::not_equal; }

// With the constant on the right, `>= 8` made `> 8` is the step up already, and so on: one step is left.
auto steps_up(CompareOp op) -> bool { return op == CompareOp::less_equal || op == CompareOp::greater; }
auto steps_down(CompareOp op) -> bool { return op == CompareOp::greater_equal || op == CompareOp::less; }

}  // namespace

void ExprMutator::change(ExprId id, const Compare& node) {
  auto other = node;
  other.op = over_the_boundary(node.op);
  const auto whole = span(id);
  const Span tail{whole.file, span(node.lhs).end, whole.end};  // `>= 8`
  const auto rhs = code(node.rhs);
  if (is_order(node.op)) {
    emit(id, tail, changed(quoted(sources_, tail), std::string(sign(other.op)) + " " + rhs),
         say("a case with exactly {}", "恰为 {} 的情形", rhs), other);
  } else {
    emit(id, tail, say("`{}` negated", "`{}` 取反", code(id)), {}, other);
  }
  ConstantContext left{true, node.op != CompareOp::equal, whole, true};
  ConstantContext right{true, node.op != CompareOp::equal, tail, true};
  if (is_order(node.op)) {
    left.up = steps_up(mirrored(node.op));
    left.down = steps_down(mirrored(node.op));
    right.up = steps_up(node.op);
    right.down = steps_down(node.op);
  }
  walk(node.lhs, left);
  walk(node.rhs, right);
}

void ExprMutator::change(ExprId id, const OneOf& node) {
  auto negated = node;
  negated.negated = !negated.negated;
  emit(id, say("`{}` negated", "`{}` 取反", code(id)), {}, negated);
  for (std::size_t i = 0; i < node.choices.size() && node.choices.size() > 1; ++i) {
    auto rest = node;
    rest.choices.erase(rest.choices.begin() + static_cast<std::ptrdiff_t>(i));
    const auto choice = node.choices[i];
    emit(id, span(choice), say("`{}` dropped from `{}`", "从 `{1}` 中去掉 `{0}`", code(choice), code(id)),
         say("a case with `{}`", "为 `{}` 的情形", code(choice)), rest);
  }
  walk(node.lhs);
}

void ExprMutator::change(ExprId id, const TimeRelation& node) {
  using Distance = TimeRelation::Distance;
  if (node.distance == Distance::none) {
    auto other = node;
    other.after = !node.after;
    emit(id, say("`{}` turned round", "`{}` 前后颠倒", code(id)), {}, other);
  } else {
    auto other = node;
    other.distance = node.distance == Distance::at_most ? Distance::at_least : Distance::at_most;
    emit(id, say("`at most` and `at least` exchanged in `{}`", "`{}` 中的“不超过”与“至少”互换", code(id)), {}, other);
  }
  walk(node.lhs);
  walk(node.rhs);
  if (node.duration) walk(*node.duration);
}

// ---- lists
// --------------------------------------------------------------------------------------------------------------

void ExprMutator::change(ExprId id, const Quantifier& node) {
  const auto head = Span{span(id).file, span(id).begin, span(node.list).end};
  const auto swap = [&](QuantifierKind kind, const Localised& words, const Localised& hint) {
    auto other = node;
    other.kind = kind;
    emit(id, head, words, hint, other);
  };
  const Localised mixed{"a list of which some elements comply and others do not", "既有符合又有不符合的元素的列表"};
  if (node.kind == QuantifierKind::every)
    swap(QuantifierKind::some, say("`every` changed to `some`", "“每个”改为“存在”"), mixed);
  if (node.kind == QuantifierKind::some)
    swap(QuantifierKind::every, say("`some` changed to `every`", "“存在”改为“每个”"), mixed);
  if (node.kind == QuantifierKind::no)
    swap(QuantifierKind::some, say("`no` changed to `some`", "“不存在”改为“存在”"), {});
  if (node.where) {
    auto other = node;
    other.where.reset();
    emit(id, span(*node.where), say("`where {}` dropped", "去掉 `其中 {}`", code(*node.where)), outside_filter, other);
  }
  if (node.bound) walk(*node.bound, {true, true, head, false});
  walk(node.list);
  if (node.where) walk(*node.where);
  walk(node.body);
}

void ExprMutator::change(ExprId id, const Select& node) {
  emit(id, span(node.where), say("`where {}` dropped", "去掉 `其中 {}`", code(node.where)), outside_filter,
       program_.exprs[node.list].node);
  walk(node.list);
  walk(node.where);
}

void ExprMutator::change(ExprId id, const Map& node) {
  if (node.where) {
    auto other = node;
    other.where.reset();
    emit(id, span(*node.where), say("`where {}` dropped", "去掉 `其中 {}`", code(*node.where)), outside_filter, other);
  }
  walk_all(children(ExprNode(node)));
}

void ExprMutator::change(ExprId id, const Aggregate& node) {
  if (node.kind == AggregateKind::highest || node.kind == AggregateKind::lowest) {
    auto other = node;
    const bool highest = node.kind == AggregateKind::highest;
    other.kind = highest ? AggregateKind::lowest : AggregateKind::highest;
    emit(id,
         highest ? say("`highest` changed to `lowest`", "“最高”改为“最低”")
                 : say("`lowest` changed to `highest`", "“最低”改为“最高”"),
         say("a list of different values", "各值不同的列表"), other);
  }
  walk_all(children(ExprNode(node)));
}

// ---- figures
// ------------------------------------------------------------------------------------------------------------

void ExprMutator::change(ExprId id, const Arithmetic& node) {
  static constexpr std::string_view signs[] = {"+", "-", "*", "/"};
  static constexpr ArithmeticOp others[] = {ArithmeticOp::subtract, ArithmeticOp::add, ArithmeticOp::divide,
                                            ArithmeticOp::multiply};
  auto other = node;
  other.op = others[static_cast<std::size_t>(node.op)];
  emit(id,
       say("`{}` changed to `{}` in `{}`", "`{2}` 中的 `{0}` 改为 `{1}`", signs[static_cast<std::size_t>(node.op)],
           signs[static_cast<std::size_t>(other.op)], code(id)),
       {}, other);
  walk(node.lhs);
  walk(node.rhs);
}

void ExprMutator::change(ExprId id, const ByLevel& node) {
  const auto highest = program_.has_scheme ? program_.scheme.highest : node.cases.back().level + 1;
  for (std::size_t i = 1; i < node.cases.size(); ++i) {
    const auto level = node.cases[i].level;
    const auto next = i + 1 < node.cases.size() ? node.cases[i + 1].level : highest + 1;
    const auto shift = [&](std::uint32_t to) {
      auto other = node;
      other.cases[i].level = to;
      emit(id, span(node.cases[i].value), say("level {} changed to level {}", "第 {} 级改为第 {} 级", level, to),
           say("a case at level {}", "第 {} 级的情形", std::min(level, to)), other);
    };
    if (level + 1 < next) shift(level + 1);
    if (level - 1 > node.cases[i - 1].level) shift(level - 1);
  }
  for (const auto& at : node.cases) walk(at.value);
}

}  // namespace dengbao::author
