#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/localised.h"
#include "value/calendar.h"
#include "value/network.h"
#include "value/number.h"
#include "value/type.h"

namespace dengbao {

// Strong Kleene truth values, ordered false < unknown < true: `and` is the lowest, `or` the highest (Kleene 1952, §64).
enum class Truth : std::uint8_t { no, unknown, yes };
[[nodiscard]] constexpr auto operator&&(Truth a, Truth b) -> Truth { return a < b ? a : b; }
[[nodiscard]] constexpr auto operator||(Truth a, Truth b) -> Truth { return a < b ? b : a; }
[[nodiscard]] constexpr auto operator!(Truth a) -> Truth {
  return static_cast<Truth>(static_cast<int>(Truth::yes) - static_cast<int>(a));
}
[[nodiscard]] constexpr auto truth(bool known) -> Truth { return known ? Truth::yes : Truth::no; }

// Not known, and why: a fact is missing or not to be looked at, or an operation has no result (there are no run-time
// errors).
enum class Cause : std::uint8_t { missing, hidden, overflow, division_by_zero, out_of_range, empty_list };
struct Unknown {
  Cause cause = Cause::missing;
  friend auto operator==(Unknown, Unknown) -> bool = default;
};
// Known not to exist. Comparisons with it are false.
struct None {
  friend auto operator==(None, None) -> bool = default;
};

// A number known to lie between two bounds, both included; no `hi` means that there is no upper bound.
struct Interval {
  Number lo;
  std::optional<Number> hi;
  friend auto operator==(const Interval&, const Interval&) -> bool = default;
};

// A version such as `1.10` or `9.2p1-2`: digits compare as numbers, letters as text, `1.2` < `1.10`, `1.2` = `1.2.0`.
// A letter comes after nothing and before any further number (`9.2` < `9.2p1` < `9.2.1`), `~` before everything
// (`1.0~rc1` < `1.0`); the other signs only part.
struct Version {
  std::string_view text;
  static auto valid(std::string_view text) -> bool;  // begins with a digit, of letters, digits and . - + _ ~ :
  friend auto operator<=>(Version a, Version b) -> std::weak_ordering;
  friend auto operator==(Version a, Version b) -> bool { return (a <=> b) == 0; }
};
[[nodiscard]] auto hash(Version version) -> std::size_t;  // agrees with ==

// A word of an enumeration, by its place in the declaration.
struct Enumerator {
  std::uint32_t ordinal = 0;
  friend auto operator<=>(Enumerator, Enumerator) = default;
};

// One object of the facts: the row of its record's table.
struct Row {
  RecordId record;
  std::uint32_t index = 0;
  friend auto operator<=>(Row, Row) = default;
};

struct List;

// The one kind of value for facts, constants and results. Texts and versions are views into the program or the facts,
// which outlive every value made from them.
class Value {
 public:
  using Data = std::variant<Unknown, None, bool, Number, Interval, std::string_view, Date, Instant, Duration, Version,
                            Address, Subnet, Enumerator, Row, std::shared_ptr<const List>>;

  Value() = default;  // unknown: missing
  template <typename T>
    requires std::constructible_from<Data, T>
  Value(T data) : data_(std::move(data)) {}  // NOLINT: values are written as what they hold
  Value(Truth truth) {                       // NOLINT
    if (truth != Truth::unknown) data_ = truth == Truth::yes;
  }

  [[nodiscard]] auto data() const -> const Data& { return data_; }
  [[nodiscard]] auto is_unknown() const -> bool { return std::holds_alternative<Unknown>(data_); }
  [[nodiscard]] auto is_none() const -> bool { return std::holds_alternative<None>(data_); }
  // A value of its own (a truth, a number, a list …): neither unknown nor none. An interval counts as a value.
  [[nodiscard]] auto is_value() const -> bool { return !is_unknown() && !is_none(); }
  template <typename T>
  [[nodiscard]] auto get_if() const -> const T* {
    return std::get_if<T>(&data_);
  }
  template <typename T>
  [[nodiscard]] auto as() const -> const T& {
    return std::get<T>(data_);
  }

  // Of a truth: its three-valued truth; none is false (an absent yes/no fact that is known not to exist is no).
  [[nodiscard]] auto truth() const -> Truth;
  // Of a list: its elements. Unknown gives an open empty list, none a closed empty one.
  [[nodiscard]] auto list() const -> const List&;

 private:
  Data data_;
};

// The elements in the facts' order. `open`: there may be more elements than these.
struct List {
  std::vector<Value> elements;
  bool open = false;
};
[[nodiscard]] inline auto make_list(List list) -> Value { return std::make_shared<const List>(std::move(list)); }

enum class CompareOp : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };
[[nodiscard]] auto negated(CompareOp op) -> CompareOp;   // less -> greater_equal
[[nodiscard]] auto mirrored(CompareOp op) -> CompareOp;  // less -> greater

// `a op b` for two values of one kind (a date and an instant may meet, see Instant::day). False where either is none
// (also for not_equal, and whatever the other turns out to be), else unknown where either is unknown; decided for
// intervals only if every number in them agrees.
[[nodiscard]] auto compare(CompareOp op, const Value& a, const Value& b) -> Truth;

// Both are values, of one kind, and the same. For duplicates, keys and sets; an interval equals only itself.
[[nodiscard]] auto same(const Value& a, const Value& b) -> bool;
[[nodiscard]] auto hash(const Value& value) -> std::size_t;  // agrees with `same`

// `a + b`, …: numbers (intervals too), durations, date or instant ± duration, date - date (a duration of days). Unknown
// with its cause where there is no result; none where either is none, whatever the other turns out to be. A duration
// may be multiplied by a whole number.
enum class ArithmeticOp : std::uint8_t { add, subtract, multiply, divide };
[[nodiscard]] auto arithmetic(ArithmeticOp op, const Value& a, const Value& b) -> Value;

// `subject in container` for address in subnet, subnet in subnet, text in text (`contains`).
[[nodiscard]] auto contained(const Value& subject, const Value& container) -> Truth;

// Words for a person: `8`, `90 days`, `2026-11-21`, `yes`; texts as they are. Enumerators and rows need the program's
// words and are shown as their number here.
[[nodiscard]] auto to_text(const Value& value, Lang lang) -> std::string;
[[nodiscard]] auto to_text(Duration duration, Lang lang) -> std::string;  // "90 days", "1 year 6 months"

}  // namespace dengbao
