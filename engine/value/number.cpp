#include "value/number.h"

#include <algorithm>
#include <array>

namespace dengbao {
namespace {

constexpr int most_digits = 18;
constexpr int quotient_places = 12;

constexpr auto powers = [] {
  std::array<std::int64_t, most_digits + 1> out{};
  out[0] = 1;
  for (std::size_t i = 1; i < out.size(); ++i) out[i] = out[i - 1] * 10;
  return out;
}();
constexpr std::int64_t limit = powers[most_digits];

auto power(int exponent) -> std::int64_t { return powers[static_cast<std::size_t>(exponent)]; }

auto is_digit(char c) -> bool { return c >= '0' && c <= '9'; }

// The digits of a number without their point. Zeros at the end are held back until another digit shows that they count,
// so that a number is too long only if its value is.
struct Digits {
  std::int64_t units = 0;
  int count = 0;  // digits in `units`; past 18 the value is too long and `units` is void
  std::int64_t held_zeros = 0;

  void add(char c) {
    if (c == '0') {
      if (count > 0) ++held_zeros;
      return;
    }
    if (count + held_zeros + 1 > most_digits) {
      count = most_digits + 1;
      held_zeros = 0;
      return;
    }
    const auto shift = static_cast<int>(held_zeros) + 1;
    units = units * power(shift) + (c - '0');
    count += shift;
    held_zeros = 0;
  }
  [[nodiscard]] auto too_long() const -> bool { return count > most_digits; }
};

// Takes digits from the front of `text`, at least one.
template <typename F>
auto take_digits(std::string_view& text, F&& each) -> bool {
  if (text.empty() || !is_digit(text.front())) return false;
  for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) each(text.front());
  return true;
}

auto take(std::string_view& text, char c) -> bool {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// `e12`, `E-3`, or nothing there (0). Ends at a bound far beyond what a number can hold.
auto take_exponent(std::string_view& text) -> std::optional<std::int64_t> {
  if (!take(text, 'e') && !take(text, 'E')) return 0;
  const bool minus = take(text, '-');
  if (!minus) take(text, '+');
  constexpr std::int64_t bound = 1'000'000'000'000;
  std::int64_t value = 0;
  if (!take_digits(text, [&](char c) { value = std::min(bound, value * 10 + (c - '0')); })) return std::nullopt;
  return minus ? -value : value;
}

}  // namespace

auto Number::from(Int128 units, int scale) -> std::optional<Number> {
  while (scale > 0 && units % 10 == 0) {
    units /= 10;
    --scale;
  }
  if (units >= limit || units <= -limit || scale > most_digits) return std::nullopt;
  Number out;
  out.units_ = static_cast<std::int64_t>(units);
  out.scale_ = static_cast<std::uint8_t>(scale);
  return out;
}

auto Number::parse(std::string_view text) -> Parsed {
  const bool minus = take(text, '-');
  Digits digits;
  std::int64_t scale = 0;
  const bool leading_zero = text.size() > 1 && text[0] == '0' && is_digit(text[1]);
  if (leading_zero || !take_digits(text, [&](char c) { digits.add(c); })) return {};
  if (take(text, '.')) {
    const auto fraction = [&](char c) {
      digits.add(c);
      ++scale;
    };
    if (!take_digits(text, fraction)) return {};
  }
  const auto exponent = take_exponent(text);
  if (!exponent || !text.empty()) return {};
  if (digits.units == 0 && !digits.too_long()) return {Number(), {}};

  scale -= *exponent + digits.held_zeros;
  if (digits.too_long() || scale > most_digits || digits.count - scale > most_digits) {
    return {std::nullopt, ParseError::too_long};
  }
  auto units = minus ? -digits.units : digits.units;
  if (scale < 0) units *= power(static_cast<int>(-scale));
  return {from(units, static_cast<int>(std::max<std::int64_t>(0, scale))), ParseError::too_long};
}

auto Number::plus(Number other) const -> std::optional<Number> {
  const int scale = std::max(scale_, other.scale_);
  const auto a = static_cast<Int128>(units_) * power(scale - scale_);
  const auto b = static_cast<Int128>(other.units_) * power(scale - other.scale_);
  return from(a + b, scale);
}

auto Number::minus(Number other) const -> std::optional<Number> { return plus(other.negated()); }

auto Number::times(Number other) const -> std::optional<Number> {
  return from(static_cast<Int128>(units_) * other.units_, scale_ + other.scale_);
}

auto Number::divided_by(Number other) const -> std::optional<Number> {
  if (other.units_ == 0) return std::nullopt;
  const bool minus = (units_ < 0) != (other.units_ < 0);
  const Int128 divisor = other.units_ < 0 ? -other.units_ : other.units_;
  const Int128 dividend = units_ < 0 ? -units_ : units_;
  auto quotient = dividend / divisor;
  auto rest = dividend % divisor;
  int scale = scale_ - other.scale_;
  // Long division, a digit at a time: up to the point in any case, then as far as a quotient goes.
  while (scale < 0 || (rest != 0 && scale < quotient_places && quotient < limit / 10)) {
    quotient = quotient * 10 + rest * 10 / divisor;
    rest = rest * 10 % divisor;
    ++scale;
  }
  const bool up = 2 * rest > divisor || (2 * rest == divisor && quotient % 2 != 0);
  if (up) ++quotient;
  return from(minus ? -quotient : quotient, scale);
}

auto Number::negated() const -> Number {
  auto out = *this;
  out.units_ = -out.units_;
  return out;
}

auto Number::whole() const -> std::int64_t { return units_ / power(scale_); }

auto Number::to_string() const -> std::string {
  auto digits = std::to_string(units_ < 0 ? -units_ : units_);
  const auto scale = static_cast<std::size_t>(scale_);
  if (scale > 0) {
    if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
    digits.insert(digits.size() - scale, 1, '.');
  }
  return units_ < 0 ? "-" + digits : digits;
}

auto operator<=>(Number a, Number b) -> std::strong_ordering {
  if (a.scale_ == b.scale_) return a.units_ <=> b.units_;
  const int scale = std::max(a.scale_, b.scale_);
  return static_cast<Int128>(a.units_) * power(scale - a.scale_) <=>
         static_cast<Int128>(b.units_) * power(scale - b.scale_);
}

}  // namespace dengbao
