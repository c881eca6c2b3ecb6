#include <algorithm>

#include "explain/evaluate.h"

namespace dengbao::explain {
namespace {

using namespace model;

// What is known not to exist is not counted; what is unknown may turn out not to exist.
auto count_of(const Members& list) -> Value {
  std::int64_t surely = 0;
  std::int64_t possibly = 0;
  for (const auto& member : list.members) {
    if (member.value.is_none()) continue;
    surely += member.in == Truth::yes && !member.value.is_unknown() ? 1 : 0;
    possibly += member.in != Truth::no ? 1 : 0;
  }
  return interval(surely, possibly, list.open);
}

// What an element adds that may or may not belong to the list: anything between nothing and itself.
auto possible_part(const Value& value) -> Value {
  const Number zero;
  if (const auto* number = value.get_if<Number>()) return Interval{std::min(zero, *number), std::max(zero, *number)};
  if (const auto* range = value.get_if<Interval>()) {
    auto hi = range->hi;
    if (hi) hi = std::max(zero, *hi);
    return Interval{std::min(zero, range->lo), hi};
  }
  return {};  // a duration has no interval
}

auto sum_of(const Members& list, Type type) -> Value {
  Value sum = type.kind == Kind::duration ? Value(Duration{}) : Value(Number{});
  if (list.open) return {};
  for (const auto& member : list.members) {
    if (member.in == Truth::no || member.value.is_none()) continue;
    sum = arithmetic(ArithmeticOp::add, sum, member.in == Truth::yes ? member.value : possible_part(member.value));
  }
  return sum;
}

auto farther(bool highest, const Value& a, const Value& b) -> const Value& {
  return compare(highest ? CompareOp::greater : CompareOp::less, a, b) == Truth::yes ? a : b;
}

// The known elements of a list, as far as its highest or lowest depends on them.
struct Extremes {
  std::optional<Value> sure;      // the farthest of those surely in
  std::optional<Value> possible;  // the farthest of all
  std::optional<Value> nearest;   // the least far of all
  bool uncertain = false;         // the list is open, or an element is unknown
  bool none = false;              // an element is known not to exist
  bool maybe_none = false;        // an element may turn out not to exist
};

// The value of an element as far as it is known: the end nearer to the other elements' favour, and the farther one.
// Nothing where that end has no bound, or nothing is known.
struct Ends {
  std::optional<Value> near;
  std::optional<Value> far;
};
auto ends_of(bool highest, const Value& value) -> Ends {
  if (!value.is_value()) return {};
  const auto* range = value.get_if<Interval>();
  if (range == nullptr) return {value, value};
  const auto hi = range->hi ? std::optional<Value>(*range->hi) : std::nullopt;
  return highest ? Ends{Value(range->lo), hi} : Ends{hi, Value(range->lo)};
}

// `exist`: every element of the list exists, also those that are not known yet.
auto extremes(bool highest, const Members& list, bool exist) -> Extremes {
  Extremes result;
  result.uncertain = list.open;
  result.maybe_none = list.open && !exist;
  const auto take = [](std::optional<Value>& best, bool up, const Value& value) {
    best = best ? farther(up, *best, value) : value;
  };
  for (const auto& member : list.members) {
    if (member.in == Truth::no) continue;
    result.none = result.none || (member.value.is_none() && member.in == Truth::yes);
    result.maybe_none = result.maybe_none || !member.value.is_value();
    const auto [near, far] = ends_of(highest, member.value);
    result.uncertain = result.uncertain || (!far && !member.value.is_none());
    if (near && member.in == Truth::yes) take(result.sure, highest, *near);
    if (far) take(result.possible, highest, *far);
    if (near) take(result.nearest, !highest, *near);
  }
  return result;
}

// Only a field that is read of the elements of a list can be missing: a list itself holds what exists.
auto elements_exist(const World& world, ExprId list) -> bool {
  const auto& node = world.program.exprs[list].node;
  if (const auto* select = std::get_if<Select>(&node)) return elements_exist(world, select->list);
  if (const auto* aggregate = std::get_if<Aggregate>(&node)) return elements_exist(world, aggregate->operand);
  const auto* field = std::get_if<FieldOf>(&node);
  return field != nullptr && world.program.fields[field->field].type.list;
}

// From the bound that is sure to the one that lies farther out.
auto range(bool highest, Value near, Value far) -> Range {
  return highest ? Range{std::move(near), std::move(far), false} : Range{std::move(far), std::move(near), false};
}

auto one(const Value& value) -> Range { return {value, value, false}; }

auto empty_range(const Extremes& found, bool highest, const std::optional<Value>& if_none) -> Range {
  if (!found.possible && !found.uncertain) return one(if_none ? *if_none : Value(Unknown{Cause::empty_list}));
  if (!if_none || found.uncertain) return {};
  return range(highest, farther(!highest, *if_none, *found.nearest), farther(highest, *if_none, *found.possible));
}

auto compare_range_end(CompareOp op, const Value& end, const Value& other) -> Truth {
  return end.is_unknown() ? Truth::unknown : compare(op, end, other);
}

// A range in which every value is the same.
auto single(const Range& range) -> bool {
  return same(range.lo, range.hi) || (range.lo.is_none() && range.hi.is_none());
}

auto compare_ends(CompareOp op, const Range& range, const Value& other) -> Truth {
  if (single(range)) return compare(op, range.lo, other);
  if (other.is_unknown()) return Truth::unknown;
  if (other.is_none()) return Truth::no;
  switch (op) {
    case CompareOp::less:
    case CompareOp::less_equal:
      // True if even the highest is below, false if not even the lowest is.
      if (compare_range_end(op, range.hi, other) == Truth::yes) return Truth::yes;
      return compare_range_end(op, range.lo, other) == Truth::no ? Truth::no : Truth::unknown;
    case CompareOp::greater:
    case CompareOp::greater_equal:
      return !compare_ends(negated(op), range, other);
    case CompareOp::equal:
    case CompareOp::not_equal: {
      const bool outside = compare_range_end(CompareOp::less, range.hi, other) == Truth::yes ||
                           compare_range_end(CompareOp::greater, range.lo, other) == Truth::yes;
      if (!outside) return Truth::unknown;
      return truth(op == CompareOp::not_equal);
    }
  }
  return Truth::unknown;
}

}  // namespace

auto interval(std::int64_t surely, std::int64_t possibly, bool open) -> Value {
  if (open) return Interval{Number(surely), std::nullopt};
  if (surely == possibly) return Number(surely);
  return Interval{Number(surely), Number(possibly)};
}

auto extreme_of(const World& world, ExprId expr) -> const Aggregate* {
  const auto* node = std::get_if<Aggregate>(&world.program.exprs[expr].node);
  const bool extreme = node != nullptr && (node->kind == AggregateKind::highest || node->kind == AggregateKind::lowest);
  return extreme ? node : nullptr;
}

// An element that is known not to exist is neither high nor low: a comparison with such an extreme is false, rather
// than true of the rest alone.
auto range_of(const World& world, const Aggregate& node, Frame& frame) -> Range {
  const bool highest = node.kind == AggregateKind::highest;
  const auto found = extremes(highest, members_of(world, node.operand, frame), elements_exist(world, node.operand));
  if (found.none) return one(None{});
  std::optional<Value> if_none;
  if (!found.sure && node.if_none) if_none = evaluate(world, *node.if_none, frame);
  auto result = found.sure ? range(highest, *found.sure, found.uncertain ? Value{} : *found.possible)
                           : empty_range(found, highest, if_none);
  result.maybe_none = found.maybe_none;
  return result;
}

auto compare_range(CompareOp op, const Range& range, const Value& other) -> Truth {
  const auto result = compare_ends(op, range, other);
  return range.maybe_none && result == Truth::yes ? Truth::unknown : result;
}

auto range_value(const Range& range) -> Value {
  if (single(range)) return range.lo;
  if (range.lo.is_unknown()) return range.hi.is_unknown() ? range.lo : Value{};
  const auto* lo = range.lo.get_if<Number>();
  if (lo == nullptr) return {};
  const auto* hi = range.hi.get_if<Number>();
  return Interval{*lo, hi == nullptr ? std::nullopt : std::optional(*hi)};
}

auto value_of(const World& world, const Aggregate& node, ExprId self, Frame& frame) -> Value {
  if (node.kind == AggregateKind::count) return count_of(members_of(world, node.operand, frame));
  if (node.kind == AggregateKind::sum) {
    return sum_of(members_of(world, node.operand, frame), world.program.exprs[self].type);
  }
  const auto range = range_of(world, node, frame);
  return range.maybe_none ? Value{} : range_value(range);
}

}  // namespace dengbao::explain
