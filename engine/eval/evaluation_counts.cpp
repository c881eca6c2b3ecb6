#include <algorithm>
#include <optional>

#include "eval/evaluation.h"

// What is said of all members of a list together.
namespace dengbao::eval {

auto interval(std::int64_t surely, std::int64_t possibly, bool open) -> Value {
  if (open) return Interval{Number(surely), std::nullopt};
  if (surely == possibly) return Number(surely);
  return Interval{Number(surely), Number(possibly)};
}

auto Evaluation::some(NodeId id, Block& block) -> Column {
  const auto& node = this->node(id);
  const auto list = operand(node, 0);
  Column out(truth_type, block.size());
  std::ranges::fill(out.truths(), Truth::no);
  const auto& join = plan_.joins[id.index];
  const auto settled = [&](std::size_t i) { return out.truths()[i] == Truth::yes; };
  const auto visit = [&](const Pairs& pairs) {
    const auto& holds = of(operand(node, 1), pairs.block);
    for (std::size_t i = 0; i < pairs.instances.size(); ++i) {
      auto& truth = out.truths()[pairs.instances[i]];
      truth = truth || (pairs.is_in(i) && holds.truth(i));
    }
  };
  pair_up(list, node.slot(), join ? &*join : nullptr, block, settled, std::ref(visit));
  if (node.op == Op::some_listed) return out;
  const auto open = open_lists(list, block);
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (open[i] != 0) out.truths()[i] = out.truths()[i] || Truth::unknown;
  }
  return out;
}

auto Evaluation::count_if(NodeId id, Block& block) -> Column {
  const auto& node = this->node(id);
  const auto list = operand(node, 0);
  std::vector<std::int64_t> surely(block.size());
  std::vector<std::int64_t> possibly(block.size());
  const auto& join = plan_.joins[id.index];
  const auto visit = [&](const Pairs& pairs) {
    const auto& holds = of(operand(node, 1), pairs.block);
    for (std::size_t i = 0; i < pairs.instances.size(); ++i) {
      const auto in = pairs.is_in(i) && holds.truth(i);
      surely[pairs.instances[i]] += in == Truth::yes ? 1 : 0;
      possibly[pairs.instances[i]] += in != Truth::no ? 1 : 0;
    }
  };
  pair_up(list, node.slot(), join ? &*join : nullptr, block, {}, std::ref(visit));
  const auto open = open_lists(list, block);
  return each(node, block,
              [&](std::size_t i) { return interval(surely[i], possibly[i], !open.empty() && open[i] != 0); });
}

// What is known not to exist is not counted; what is unknown may turn out not to exist.
auto Evaluation::count(const Node& node, Block& block) -> Column {
  const auto& list = members(operand(node, 0), block);
  return each(node, block, [&](std::size_t i) {
    std::int64_t surely = 0;
    std::int64_t possibly = 0;
    for (auto member = list.begins[i]; member < list.begins[i + 1]; ++member) {
      const auto state = list.elements.state(member);
      surely += state == State::value && list.is_in(member) == Truth::yes ? 1 : 0;
      possibly += state != State::none ? 1 : 0;
    }
    return interval(surely, possibly, list.is_open(i));
  });
}

namespace {

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

}  // namespace

auto Evaluation::sum(const Node& node, Block& block) -> Column {
  const auto& list = members(operand(node, 0), block);
  return each(node, block, [&](std::size_t i) -> Value {
    if (list.is_open(i)) return {};
    Value total = node.op == Op::sum_durations ? Value(Duration{}) : Value(Number{});
    for (auto member = list.begins[i]; member < list.begins[i + 1]; ++member) {
      const auto value = list.elements.value(member);
      if (value.is_none()) continue;
      total = arithmetic(ArithmeticOp::add, total, list.is_in(member) == Truth::yes ? value : possible_part(value));
    }
    return total;
  });
}

auto Evaluation::distinct(const Node& node, Block& block) -> Column {
  const auto& list = members(operand(node, 0), block);
  return each(node, block, [&](std::size_t i) -> Value {
    std::unordered_multimap<std::uint64_t, std::uint32_t> seen;  // by hash: members
    std::size_t elements = 0;
    bool open_question = list.is_open(i);
    bool perhaps = false;
    for (auto member = list.begins[i]; member < list.begins[i + 1]; ++member) {
      const auto value = list.elements.value(member);
      if (value.is_none()) continue;
      ++elements;
      if (!value.is_value()) {
        open_question = true;
        continue;
      }
      const auto hash = list.elements.hash(member);
      const auto [first, last] = seen.equal_range(hash);
      for (auto other = first; other != last; ++other) {
        if (!same(list.elements.value(other->second), value)) continue;
        if (list.is_in(other->second) == Truth::yes && list.is_in(member) == Truth::yes) return false;
        perhaps = true;
      }
      seen.emplace(hash, member);
    }
    if (perhaps || (open_question && (list.is_open(i) || elements > 1))) return {};
    return true;
  });
}

// ---- highest and lowest ----

namespace {

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

  // The end of an element nearer to the others' favour, and the farther one; nothing where it has no bound there.
  void add(bool highest, const Value& value, Truth in) {
    none = none || (value.is_none() && in == Truth::yes);
    maybe_none = maybe_none || !value.is_value();
    std::optional<Value> near;
    std::optional<Value> far;
    if (const auto* range = value.get_if<Interval>()) {
      const auto hi = range->hi ? std::optional<Value>(*range->hi) : std::nullopt;
      near = highest ? Value(range->lo) : hi;
      far = highest ? hi : Value(range->lo);
    } else if (value.is_value()) {
      near = far = value;
    }
    uncertain = uncertain || (!far && !value.is_none());
    const auto take = [](std::optional<Value>& best, bool up, const Value& other) {
      best = best ? farther(up, *best, other) : other;
    };
    if (near && in == Truth::yes) take(sure, highest, *near);
    if (far) take(possible, highest, *far);
    if (near) take(nearest, !highest, *near);
  }
};

auto single(const Range& range) -> bool { return agree(range.lo, range.hi); }

auto compare_end(CompareOp op, const Value& end, const Value& other) -> Truth {
  return end.is_unknown() ? Truth::unknown : compare(op, end, other);
}

auto compare_range(CompareOp op, const Range& range, const Value& other) -> Truth {
  if (single(range)) return compare(op, range.lo, other);
  if (!other.is_value()) return other.is_none() ? Truth::no : Truth::unknown;
  switch (op) {
    case CompareOp::less:
    case CompareOp::less_equal:
      // True if even the highest is below, false if not even the lowest is.
      if (compare_end(op, range.hi, other) == Truth::yes) return Truth::yes;
      return compare_end(op, range.lo, other) == Truth::no ? Truth::no : Truth::unknown;
    case CompareOp::greater:
    case CompareOp::greater_equal:
      return !compare_range(negated(op), range, other);
    case CompareOp::equal:
    case CompareOp::not_equal:
      break;
  }
  const bool outside = compare_end(CompareOp::less, range.hi, other) == Truth::yes ||
                       compare_end(CompareOp::greater, range.lo, other) == Truth::yes;
  return outside ? truth(op == CompareOp::not_equal) : Truth::unknown;
}

}  // namespace

// An element that is known not to exist is neither high nor low: a comparison with such an extreme is false, rather
// than true of the rest alone.
auto Evaluation::range_of(const Node& node, Block& block, std::size_t instance) -> Range {
  const bool highest = node.op == Op::highest;
  const auto& list = members(operand(node, 0), block);
  Extremes found;
  found.uncertain = list.is_open(instance);
  found.maybe_none = list.is_open(instance) && !node.always_exists();
  for (auto member = list.begins[instance]; member < list.begins[instance + 1]; ++member) {
    found.add(highest, list.elements.value(member), list.is_in(member));
  }
  if (found.none) return {None{}, None{}, false};
  const auto from_to = [&](const Value& near, const Value& far) {
    return highest ? Range{near, far, found.maybe_none} : Range{far, near, found.maybe_none};
  };
  if (found.sure) return from_to(*found.sure, found.uncertain ? Value{} : *found.possible);
  std::optional<Value> if_none;
  if (node.count > 1) if_none = of(operand(node, 1), block).value(instance);
  if (!found.possible && !found.uncertain) {
    const auto value = if_none.value_or(Value(Unknown{Cause::empty_list}));
    return {value, value, found.maybe_none};
  }
  if (!if_none || found.uncertain) return {Value{}, Value{}, found.maybe_none};
  return from_to(farther(!highest, *if_none, *found.nearest), farther(highest, *if_none, *found.possible));
}

auto Evaluation::compare_extreme(CompareOp op, const Node& side, Block& block, std::size_t instance, const Value& other)
    -> Truth {
  // Where the list varies with an outer block, so does the range.
  const auto range = range_of(side, block, instance);
  const auto result = compare_range(op, range, other);
  return range.maybe_none && result == Truth::yes ? Truth::unknown : result;
}

auto Evaluation::extreme(const Node& node, Block& block) -> Column {
  return each(node, block, [&](std::size_t i) -> Value {
    const auto range = range_of(node, block, i);
    if (range.maybe_none) return {};
    if (single(range)) return range.lo;
    const auto* lo = range.lo.get_if<Number>();
    if (lo == nullptr) return {};
    const auto* hi = range.hi.get_if<Number>();
    return Interval{*lo, hi == nullptr ? std::nullopt : std::optional(*hi)};
  });
}

}  // namespace dengbao::eval
