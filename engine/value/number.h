#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dengbao {

__extension__ typedef __int128 Int128;  // NOLINT: only a typedef may carry __extension__

// An exact decimal of up to 18 significant digits: units / 10^scale, 0 <= scale <= 18, no trailing zeros in `units`
// while scale > 0. Never passes through binary floating point.
class Number {
 public:
  Number() = default;
  explicit Number(std::int64_t whole) : units_(whole) {}  // |whole| < 10^18

  enum class ParseError { malformed, too_long };
  struct Parsed;
  // Reads a number as JSON writes it (`-12.50`, `1e3`); digits beyond 18 significant ones are `too_long`.
  // Zeros that do not change the value (`1.000`) never count.
  static auto parse(std::string_view text) -> Parsed;

  // Nothing where the exact result has more than 18 digits; `/` rounds to 12 places after the point (and at most
  // 18 significant digits), half to even, so that quotients can be added up; it gives nothing for a division by zero.
  [[nodiscard]] auto plus(Number other) const -> std::optional<Number>;
  [[nodiscard]] auto minus(Number other) const -> std::optional<Number>;
  [[nodiscard]] auto times(Number other) const -> std::optional<Number>;
  [[nodiscard]] auto divided_by(Number other) const -> std::optional<Number>;
  [[nodiscard]] auto negated() const -> Number;

  [[nodiscard]] auto is_whole() const -> bool { return scale_ == 0; }
  [[nodiscard]] auto whole() const -> std::int64_t;     // the part before the point
  [[nodiscard]] auto to_string() const -> std::string;  // shortest exact form: 8, 0.5, -12.25

  [[nodiscard]] auto hash() const -> std::size_t {
    return static_cast<std::size_t>(units_) * 31 + static_cast<std::size_t>(scale_);
  }
  friend auto operator==(Number, Number) -> bool = default;
  friend auto operator<=>(Number a, Number b) -> std::strong_ordering;

 private:
  static auto from(Int128 units, int scale) -> std::optional<Number>;

  std::int64_t units_ = 0;
  std::uint8_t scale_ = 0;
};

struct Number::Parsed {
  std::optional<Number> number;
  ParseError error = ParseError::malformed;  // where there is no number
};

}  // namespace dengbao
