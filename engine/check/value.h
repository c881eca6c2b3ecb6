#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Values and what is reckoned with them.
namespace dengbao::check {

__extension__ typedef __int128 Int128;  // NOLINT

enum class Truth { no, unknown, yes };  // and is the lowest, or the highest, as Kleene (1952) has them
inline auto both(Truth a, Truth b) -> Truth { return a < b ? a : b; }
inline auto either(Truth a, Truth b) -> Truth { return a < b ? b : a; }
inline auto negation(Truth a) -> Truth { return static_cast<Truth>(2 - static_cast<int>(a)); }
inline auto truth(bool known) -> Truth { return known ? Truth::yes : Truth::no; }

enum class Kind {
  unknown,
  none,
  truth,
  number,
  interval,
  text,
  date,
  instant,
  duration,
  version,
  address,
  subnet,
  choice,
  row,
  list
};

struct Value;
using Values = std::vector<Value>;
struct Value {
  Kind kind = Kind::unknown;
  bool hidden = false;         // unknown because facts are hidden
  Int128 lo = 0;               // a number in 10^-18; 0 or 1; days; microseconds; months; a choice's or row's place
  std::optional<Int128> hi{};  // of an interval, none: no bound; of a duration its seconds
  std::string text{};          // of a text or version; the bytes of an address or subnet
  std::shared_ptr<const Values> elements{};
  bool open = false;  // of a list: there may be more

  [[nodiscard]] auto is_value() const -> bool { return kind != Kind::unknown && kind != Kind::none; }
};
inline auto none() -> Value { return {Kind::none}; }
inline auto of_truth(Truth value) -> Value {
  return value == Truth::unknown ? Value{} : Value{Kind::truth, false, value == Truth::yes ? 1 : 0};
}
auto whole_number(Int128 value) -> Value;
auto make_list(Values elements, bool open) -> Value;

// Of the text that facts or the core hold; nothing where it has not the form.
auto parse_number(std::string_view text) -> std::optional<Value>;
auto parse_value(Kind kind, std::string_view text) -> std::optional<Value>;

enum class Op { eq, ne, lt, le, gt, ge };
auto mirrored(Op op) -> Op;
auto compare(Op op, const Value& a, const Value& b) -> Truth;
auto same(const Value& a, const Value& b) -> bool;  // both are values, and equal
auto within(const Value& part, const Value& whole) -> Truth;
auto arithmetic(char op, const Value& a, const Value& b) -> Value;  // one of + - * /
auto builtin(const std::string& name, const Values& arguments) -> Value;
auto day_of(const Value& value) -> std::optional<Int128>;  // of a date or instant
auto moved(const Value& date, Int128 months, Int128 seconds) -> Value;

}  // namespace dengbao::check
