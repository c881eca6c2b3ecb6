#include "value/interval.h"

#include <algorithm>
#include <array>

namespace dengbao {
namespace {

constexpr Unknown interval_overflow{Cause::overflow};
using Bound = std::optional<Number>;

auto is_negative(Number number) -> bool { return number < Number(); }
auto is_point(const Interval& interval, Number number) -> bool {
  return interval.lo == number && interval.hi == number;
}

auto closed(Bound lo, Bound hi) -> Value { return lo && hi ? from_interval({*lo, hi}) : Value(interval_overflow); }
auto open(Bound lo) -> Value { return lo ? Value(Interval{*lo, std::nullopt}) : Value(interval_overflow); }

auto sum(const Interval& a, const Interval& b) -> Value {
  const auto lo = a.lo.plus(b.lo);
  return a.hi && b.hi ? closed(lo, a.hi->plus(*b.hi)) : open(lo);
}

auto difference(const Interval& a, const Interval& b) -> Value {
  if (!b.hi) return Unknown{};  // no lower bound
  const auto lo = a.lo.minus(*b.hi);
  return a.hi ? closed(lo, a.hi->minus(b.lo)) : open(lo);
}

// The ends of a monotone operation over two closed intervals are among the four corners.
template <typename F>
auto corners(const Interval& a, const Interval& b, F&& op) -> Value {
  const std::array<Bound, 4> all{op(a.lo, b.lo), op(a.lo, *b.hi), op(*a.hi, b.lo), op(*a.hi, *b.hi)};
  if (!std::all_of(all.begin(), all.end(), [](const Bound& bound) { return bound.has_value(); }))
    return interval_overflow;
  const auto [lo, hi] = std::minmax_element(all.begin(), all.end());
  return closed(*lo, *hi);
}

auto product(const Interval& a, const Interval& b) -> Value {
  if (is_point(a, Number()) || is_point(b, Number())) return Number();
  if (a.hi && b.hi) return corners(a, b, [](Number x, Number y) { return x.times(y); });
  const bool upward = !is_negative(a.lo) && !is_negative(b.lo);
  const bool scaled = is_point(a, a.lo) ? !is_negative(a.lo) : is_point(b, b.lo) && !is_negative(b.lo);
  return upward || scaled ? open(a.lo.times(b.lo)) : Value(Unknown{});
}

// Divisor without an upper bound, above zero: the quotient may be as near to zero as one likes.
auto quotient_by_open(const Interval& a, const Interval& b) -> Value {
  const auto lo = is_negative(a.lo) ? a.lo.divided_by(b.lo) : Bound(Number());
  if (!a.hi) return open(lo);
  return closed(lo, is_negative(*a.hi) ? Bound(Number()) : a.hi->divided_by(b.lo));
}

auto quotient(const Interval& a, const Interval& b) -> Value {
  const bool above = Number() < b.lo;
  const bool below = b.hi && is_negative(*b.hi);
  if (!above && !below) return Unknown{Cause::division_by_zero};
  if (a.hi && b.hi) return corners(a, b, [](Number x, Number y) { return x.divided_by(y); });
  if (below) return Unknown{};  // no lower bound
  if (!b.hi) return quotient_by_open(a, b);
  return open(a.lo.divided_by(is_negative(a.lo) ? b.lo : *b.hi));
}

}  // namespace

auto as_interval(const Value& value) -> std::optional<Interval> {
  if (const auto* number = value.get_if<Number>()) return Interval{*number, *number};
  if (const auto* interval = value.get_if<Interval>()) return *interval;
  return std::nullopt;
}

auto from_interval(const Interval& interval) -> Value {
  if (interval.hi == interval.lo) return interval.lo;
  return interval;
}

auto interval_arithmetic(ArithmeticOp op, const Interval& a, const Interval& b) -> Value {
  switch (op) {
    case ArithmeticOp::add:
      return sum(a, b);
    case ArithmeticOp::subtract:
      return difference(a, b);
    case ArithmeticOp::multiply:
      return product(a, b);
    case ArithmeticOp::divide:
      return quotient(a, b);
  }
  return Unknown{};
}

}  // namespace dengbao
