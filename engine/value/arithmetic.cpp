#include "value/interval.h"
#include "value/value.h"

namespace dengbao {
namespace {

constexpr Unknown overflow{Cause::overflow};

template <typename T>
auto or_unknown(const std::optional<T>& result, Cause cause) -> Value {
  return result ? Value(*result) : Value(Unknown{cause});
}

// Numbers are by far the most frequent: they do without intervals.
auto numbers(ArithmeticOp op, Number a, Number b) -> Value {
  switch (op) {
    case ArithmeticOp::add:
      return or_unknown(a.plus(b), Cause::overflow);
    case ArithmeticOp::subtract:
      return or_unknown(a.minus(b), Cause::overflow);
    case ArithmeticOp::multiply:
      return or_unknown(a.times(b), Cause::overflow);
    case ArithmeticOp::divide:
      return or_unknown(a.divided_by(b), b == Number() ? Cause::division_by_zero : Cause::overflow);
  }
  return Unknown{};
}

auto scaled(Duration duration, Number by) -> Value {
  Duration out;
  if (!by.is_whole() || __builtin_mul_overflow(duration.months, by.whole(), &out.months) ||
      __builtin_mul_overflow(duration.seconds, by.whole(), &out.seconds)) {
    return overflow;
  }
  return out;
}

auto durations(ArithmeticOp op, Duration a, Duration b) -> Value {
  if (op == ArithmeticOp::add) return or_unknown(plus(a, b), Cause::overflow);
  if (op == ArithmeticOp::subtract) return or_unknown(plus(a, b.negated()), Cause::overflow);
  return Unknown{};
}

template <typename T>
auto move(ArithmeticOp op, const T& from, Duration by) -> Value {
  if (op == ArithmeticOp::add) return or_unknown(from.moved(by), Cause::out_of_range);
  if (op == ArithmeticOp::subtract) return or_unknown(from.moved(by.negated()), Cause::out_of_range);
  return Unknown{};
}

auto with_duration(ArithmeticOp op, const Value& a, Duration b) -> Value {
  if (const auto* date = a.get_if<Date>()) return move(op, *date, b);
  if (const auto* instant = a.get_if<Instant>()) return move(op, *instant, b);
  if (const auto* duration = a.get_if<Duration>()) return durations(op, *duration, b);
  if (const auto* number = a.get_if<Number>(); number != nullptr && op == ArithmeticOp::multiply) {
    return scaled(b, *number);
  }
  return Unknown{};
}

auto day_of(const Value& value) -> std::optional<Date> {
  if (const auto* date = value.get_if<Date>()) return *date;
  if (const auto* instant = value.get_if<Instant>()) return instant->day();
  return std::nullopt;
}

// How long from `b` to `a`: exact between two instants, in days otherwise.
auto elapsed(const Value& a, const Value& b) -> Value {
  const auto* to = a.get_if<Instant>();
  const auto* from = b.get_if<Instant>();
  if (to != nullptr && from != nullptr) return Duration{0, (to->microseconds - from->microseconds) / 1'000'000};
  const auto last = day_of(a);
  const auto first = day_of(b);
  if (!last || !first) return Unknown{};
  return Duration{0, (std::int64_t{last->days} - first->days) * seconds_a_day};
}

}  // namespace

auto arithmetic(ArithmeticOp op, const Value& a, const Value& b) -> Value {
  const auto* x = a.get_if<Number>();
  const auto* y = b.get_if<Number>();
  if (x != nullptr && y != nullptr) return numbers(op, *x, *y);
  if (a.is_none() || b.is_none()) return None{};
  if (a.is_unknown()) return a;
  if (b.is_unknown()) return b;
  if (const auto* by = b.get_if<Duration>()) return with_duration(op, a, *by);
  if (const auto* by = a.get_if<Duration>()) {
    if (op == ArithmeticOp::add) return with_duration(op, b, *by);
    return op == ArithmeticOp::multiply && y != nullptr ? scaled(*by, *y) : Value(Unknown{});
  }
  if (op == ArithmeticOp::subtract && day_of(a)) return elapsed(a, b);
  const auto left = as_interval(a);
  const auto right = as_interval(b);
  return left && right ? interval_arithmetic(op, *left, *right) : Value(Unknown{});
}

}  // namespace dengbao
