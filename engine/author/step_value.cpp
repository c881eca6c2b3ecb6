#include "author/step_value.h"

#include <string>

namespace dengbao::author {
namespace {

// 1 for 8, 0.1 for 0.5, 0.01 for 0.95
auto last_digit(Number number) -> Number {
  const auto text = number.to_string();
  const auto point = text.find('.');
  if (point == std::string::npos) return Number(1);
  const auto decimals = text.size() - point - 1;
  return Number::parse("0." + std::string(decimals - 1, '0') + "1").number.value_or(Number(1));
}

auto stepped(Number number, bool up) -> std::optional<Value> {
  const auto step = last_digit(number);
  const auto next = up ? number.plus(step) : number.minus(step);
  if (!next || (*next < Number() && number >= Number())) return std::nullopt;
  return Value(*next);
}

auto stepped(Duration duration, bool up) -> std::optional<Value> {
  constexpr std::int64_t minute = 60;
  constexpr std::int64_t hour = 60 * minute;
  constexpr std::int64_t day = 24 * hour;
  Duration step{1, 0};
  if (duration.months == 0)
    step = {0, duration.seconds % day == 0 ? day : duration.seconds % hour == 0 ? hour : minute};
  const auto next = plus(duration, up ? step : step.negated());
  if (!next || *next < Duration{}) return std::nullopt;
  return Value(*next);
}

}  // namespace

auto stepped(const Value& value, bool up) -> std::optional<Value> {
  if (const auto* number = value.get_if<Number>()) return stepped(*number, up);
  if (const auto* duration = value.get_if<Duration>()) return stepped(*duration, up);
  if (const auto* date = value.get_if<Date>()) return Value(Date{date->days + (up ? 1 : -1)});
  return std::nullopt;
}

auto other_value(const Value& value, std::size_t choices) -> std::optional<Value> {
  if (const auto* truth = value.get_if<bool>()) return Value(!*truth);
  if (const auto* choice = value.get_if<Enumerator>(); choice != nullptr && choices > 1) {
    return Value(Enumerator{static_cast<std::uint32_t>((choice->ordinal + 1) % choices)});
  }
  return std::nullopt;
}

}  // namespace dengbao::author
