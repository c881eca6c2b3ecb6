#include <algorithm>

#include "explain/evaluate.h"

namespace dengbao::explain {
namespace {

using namespace model;

auto equals_choice(const World& world, const Value& value, ExprId choice, Frame& frame) -> Truth {
  if (!world.program.exprs[choice].type.list) return compare(CompareOp::equal, value, evaluate(world, choice, frame));
  const auto list = members_of(world, choice, frame);
  auto result = list.open ? Truth::unknown : Truth::no;
  for (const auto& member : list.members)
    result = result || (member.in && compare(CompareOp::equal, value, member.value));
  return result;
}

// As with `count`: what does not exist is not there, and what is unknown may not exist.
auto list_is_empty(const Members& list) -> Truth {
  auto result = list.open ? Truth::unknown : Truth::yes;
  for (const auto& member : list.members) {
    if (member.value.is_none()) continue;
    const auto exists = member.value.is_unknown() ? Truth::unknown : Truth::yes;
    result = result && !(member.in && exists);
  }
  return result;
}

auto text_is_empty(const Value& value) -> Truth {
  if (value.is_none()) return Truth::yes;
  const auto* text = value.get_if<std::string_view>();
  return text == nullptr ? Truth::unknown : truth(text->empty());
}

auto names_row(const World& world, const Value& name, RecordId record) -> Truth {
  if (name.is_unknown()) return Truth::unknown;
  if (name.is_none()) return Truth::no;
  const auto row = world.facts.find_row(record, name);
  const auto there = row ? stands(world, *row) : Truth::no;
  if (there == Truth::unknown) return Truth::unknown;
  if (there == Truth::no) return rows_of(world, record).open ? Truth::unknown : Truth::no;
  const auto key = world.program.records[record].key;
  return key && look_up(world, *row, *key).is_unknown() ? Truth::unknown : Truth::yes;
}

}  // namespace

auto unless_negated(bool negated, const Value& subject, Truth truth) -> Truth {
  if (!negated) return truth;
  if (subject.is_none()) return Truth::no;
  return subject.is_unknown() ? !truth && Truth::unknown : !truth;
}

auto truth_of(const World& world, const Not& node, Frame& frame) -> Truth {
  return !evaluate_truth(world, node.operand, frame);
}

auto truth_of(const World& world, const And& node, Frame& frame) -> Truth {
  auto result = Truth::yes;
  for (auto operand : node.operands) {
    result = result && evaluate_truth(world, operand, frame);
    if (result == Truth::no) break;
  }
  return result;
}

auto truth_of(const World& world, const Or& node, Frame& frame) -> Truth {
  auto result = Truth::no;
  for (auto operand : node.operands) {
    result = result || evaluate_truth(world, operand, frame);
    if (result == Truth::yes) break;
  }
  return result;
}

auto truth_of(const World& world, const Implies& node, Frame& frame) -> Truth {
  const auto condition = evaluate_truth(world, node.condition, frame);
  return condition == Truth::no ? Truth::yes : !condition || evaluate_truth(world, node.consequence, frame);
}

// Of an extreme that is not wholly known its range tells more than its value; where both sides are extremes, either
// may.
auto truth_of(const World& world, const Compare& node, Frame& frame) -> Truth {
  const auto* left = extreme_of(world, node.lhs);
  const auto* right = extreme_of(world, node.rhs);
  const auto lhs = evaluate(world, node.lhs, frame);
  const auto rhs = evaluate(world, node.rhs, frame);
  auto result = compare(node.op, lhs, rhs);
  if (result == Truth::unknown && left != nullptr) {
    result = compare_range(node.op, range_of(world, *left, frame), rhs);
  }
  if (result == Truth::unknown && right != nullptr) {
    result = compare_range(mirrored(node.op), range_of(world, *right, frame), lhs);
  }
  return result;
}

auto truth_of(const World& world, const OneOf& node, Frame& frame) -> Truth {
  const auto value = evaluate(world, node.lhs, frame);
  auto result = Truth::no;
  for (auto choice : node.choices) result = result || equals_choice(world, value, choice, frame);
  return unless_negated(node.negated, value, result);
}

auto truth_of(const World& world, const Empty& node, Frame& frame) -> Truth {
  const bool list = world.program.exprs[node.operand].type.list;
  const auto empty = list ? list_is_empty(members_of(world, node.operand, frame))
                          : text_is_empty(evaluate(world, node.operand, frame));
  return node.negated ? !empty : empty;
}

// A fact that this world hides may be known or missing: dropping facts must never decide anything anew.
auto truth_of(const World& world, const Known& node, Frame& frame) -> Truth {
  const auto value = evaluate_marked(world, node.operand, frame);
  const auto* unknown = value.get_if<Unknown>();
  if (unknown != nullptr && unknown->cause == Cause::hidden) return Truth::unknown;
  return truth((unknown == nullptr) != node.missing);
}

auto truth_of(const World& world, const NamesA& node, Frame& frame) -> Truth {
  const auto name = evaluate(world, node.operand, frame);
  return unless_negated(node.negated, name, names_row(world, name, node.record));
}

auto truth_of(const World& world, const TimeRelation& node, Frame& frame) -> Truth {
  const auto lhs = evaluate(world, node.lhs, frame);
  const auto rhs = evaluate(world, node.rhs, frame);
  if (lhs.is_none() || rhs.is_none()) return Truth::no;
  // `after` is `before` seen from the other side.
  const auto away = node.after ? CompareOp::greater_equal : CompareOp::less_equal;
  const auto strictly = node.after ? CompareOp::greater : CompareOp::less;
  const auto* extreme = extreme_of(world, node.lhs);
  const auto range = extreme == nullptr ? Range{lhs, lhs} : range_of(world, *extreme, frame);
  if (node.distance == TimeRelation::Distance::none) return compare_range(strictly, range, rhs);
  const auto duration = evaluate(world, *node.duration, frame);
  if (duration.is_none()) return Truth::no;
  const auto limit = arithmetic(node.after ? ArithmeticOp::add : ArithmeticOp::subtract, rhs, duration);
  if (node.distance == TimeRelation::Distance::at_least) return compare_range(away, range, limit);
  return compare_range(away, range, rhs) && compare_range(mirrored(away), range, limit);
}

}  // namespace dengbao::explain
