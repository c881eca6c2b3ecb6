#include "explain/stretches.h"

#include <algorithm>

namespace dengbao::explain {
namespace {

using namespace model;

constexpr std::int64_t day = 86'400;
constexpr std::int64_t minute = 60;

auto less(const Value& a, const Value& b) -> bool { return compare(CompareOp::less, a, b) == Truth::yes; }
auto equal(const Value& a, const Value& b) -> bool { return compare(CompareOp::equal, a, b) == Truth::yes; }

// The next value of those that a person would write: a number one further, a duration or a date a day, a short duration
// a minute. Nothing below zero.
auto step(const Value& from, int direction) -> std::optional<Value> {
  if (const auto* number = from.get_if<Number>()) {
    const auto next = number->plus(Number(direction));
    if (!next || (*next < Number() && *number >= Number())) return std::nullopt;
    return *next;
  }
  if (const auto* duration = from.get_if<Duration>()) {
    const auto seconds = duration->comparable_seconds();
    const auto next = seconds + direction * (seconds % day == 0 ? day : minute);
    return next < 0 ? std::nullopt : std::optional<Value>(Duration{0, next});
  }
  if (const auto* date = from.get_if<Date>()) return Value(Date{date->days + direction});
  if (from.get_if<Version>() != nullptr) return Value(Version{direction < 0 ? "0" : "999999"});
  return std::nullopt;
}

auto between(const Value& lo, const Value& hi) -> std::optional<Value> {
  if (const auto* number = lo.get_if<Number>()) {
    const auto sum = number->plus(hi.as<Number>());
    const auto half = sum ? sum->divided_by(Number(2)) : std::nullopt;
    return half && *number < *half && *half < hi.as<Number>() ? std::optional<Value>(*half) : std::nullopt;
  }
  if (const auto* duration = lo.get_if<Duration>()) {
    const auto half = (duration->comparable_seconds() + hi.as<Duration>().comparable_seconds()) / 2;
    const Value middle(Duration{0, half});
    return less(lo, middle) && less(middle, hi) ? std::optional(middle) : std::nullopt;
  }
  return std::nullopt;
}

// A value between two neighbours; whole numbers and days have none between two that follow each other.
auto inside(const Value& lo, const Value& hi, const Value& near) -> std::optional<Value> {
  const bool from_above = near.is_value() && !less(near, hi);
  const auto next = from_above ? step(hi, -1) : step(lo, 1);
  if (next && less(lo, *next) && less(*next, hi)) return next;
  const bool follow = next && (equal(*next, hi) || equal(*next, lo));
  return follow ? std::nullopt : between(lo, hi);
}

auto has_order(Kind kind) -> bool {
  return kind == Kind::number || kind == Kind::duration || kind == Kind::date || kind == Kind::version;
}

auto ordered(std::vector<Value> bounds, const Value& near) -> std::vector<Stretch> {
  std::vector<Stretch> found;
  std::ranges::sort(bounds, less);
  const auto same_value = std::ranges::unique(bounds, equal);
  bounds.erase(same_value.begin(), same_value.end());
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    const auto before = i == 0 ? step(bounds[i], -1) : inside(bounds[i - 1], bounds[i], near);
    if (before && less(*before, bounds[i])) {
      found.push_back({*before, i == 0 ? std::nullopt : std::optional(bounds[i - 1]), bounds[i], false, false});
    }
    found.push_back({bounds[i], bounds[i], bounds[i]});
  }
  if (bounds.empty()) return found;
  const auto& last = bounds.back();
  if (const auto after = step(last, 1); after && less(last, *after))
    found.push_back({*after, last, std::nullopt, false, false});
  return found;
}

auto one_by_one(const std::vector<Value>& values) -> std::vector<Stretch> {
  std::vector<Stretch> found;
  for (const auto& value : values) found.push_back({value, {}, {}});
  return found;
}

// A text that is compared with nothing still is empty, or not.
auto texts(std::vector<Value> bounds) -> std::vector<Stretch> {
  const auto is_empty = [](const Value& value) { return value.as<std::string_view>().empty(); };
  if (std::ranges::none_of(bounds, is_empty)) bounds.emplace_back(std::string_view(""));
  auto found = one_by_one(bounds);
  found.push_back({Value(text_to_be_given), {}, {}, true, true, true});
  return found;
}

}  // namespace

auto Stretch::contains(const Value& value) const -> bool {
  if (!value.is_value() || any_other) return false;
  if (!from && !to) return same(sample, value);
  if (from && (less(value, *from) || (!from_included && equal(value, *from)))) return false;
  return !to || !(less(*to, value) || (!to_included && equal(value, *to)));
}

auto stretches_of(const Program& program, const Bounds& bounds, FieldId field, const Value& near) -> Stretches {
  const auto& compared = bounds.of(field);
  const auto type = program.fields[field].type;
  Stretches result;
  result.exact = !compared.by_pattern && !compared.reckoned;
  if (type.kind == Kind::truth) {
    result = {one_by_one({Value(false), Value(true)}), true};
  } else if (type.kind == Kind::enumeration) {
    std::vector<Value> choices;
    const auto count = program.enumerations[type.enumeration()].choices.size();
    for (std::uint32_t i = 0; i < count; ++i) choices.emplace_back(Enumerator{i});
    result = {one_by_one(choices), true};
  } else if (type.kind == Kind::text) {
    result.items = texts(compared.values);
  } else if (has_order(type.kind)) {
    result.items = ordered(compared.values, near);
  } else {
    result.items = one_by_one(compared.values);
    result.exact = false;
  }
  return result;
}

}  // namespace dengbao::explain
