#include <array>

#include "value/value.h"

namespace dengbao {
namespace {

struct UnitWords {
  std::int64_t seconds;
  std::string_view en, zh;
};

constexpr UnitWords one_year{0, "year", "年"};
constexpr UnitWords month{0, "month", "个月"};
constexpr std::array<UnitWords, 4> units{
    {{86'400, "day", "天"}, {3'600, "hour", "小时"}, {60, "minute", "分钟"}, {1, "second", "秒"}}};

auto amount(std::int64_t count, const UnitWords& unit, Lang lang) -> std::string {
  auto out = std::to_string(count) + " ";
  if (lang == Lang::zh) return out.append(unit.zh);
  out.append(unit.en);
  return count == 1 ? out : out + "s";
}

// In the largest unit that leaves no rest; below two days in hours, as `24 hours` is how such deadlines are written.
auto clock_words(std::int64_t seconds, Lang lang) -> std::string {
  for (const auto& unit : units) {
    const bool one_day = &unit == &units.front() && seconds < 2 * unit.seconds;
    if (seconds % unit.seconds == 0 && !one_day) return amount(seconds / unit.seconds, unit, lang);
  }
  return {};
}

auto month_words(std::int64_t months, Lang lang) -> std::string {
  std::string out;
  if (months >= 12) out = amount(months / 12, one_year, lang);
  if (months % 12 != 0) out += (out.empty() ? "" : " ") + amount(months % 12, month, lang);
  return out;
}

auto list_words(const List& list, Lang lang) -> std::string {
  if (list.elements.empty() && !list.open) return lang == Lang::zh ? "空" : "empty";
  std::string out;
  for (const auto& element : list.elements) {
    if (!out.empty()) out += lang == Lang::zh ? "、" : ", ";
    out += to_text(element, lang);
  }
  if (!list.open) return out;
  return out + (lang == Lang::zh ? "……" : out.empty() ? "…" : ", …");
}

auto interval_words(const Interval& range, Lang lang) -> std::string {
  const bool zh = lang == Lang::zh;
  if (!range.hi) return (zh ? "至少 " : "at least ") + range.lo.to_string();
  return range.lo.to_string() + (zh ? " 至 " : " to ") + range.hi->to_string();
}

// In the time of China, where a day ends that is a date of assessment: 2026-11-21 08:30:00 +08:00.
auto moment_words(Instant instant) -> std::string {
  constexpr std::int64_t eight_hours = 8LL * 3'600 * 1'000'000;
  auto words = Instant{instant.microseconds + eight_hours}.to_string();
  words.pop_back();  // Z
  words.replace(words.find('T'), 1, " ");
  return words + " +08:00";
}

}  // namespace

auto to_text(Duration duration, Lang lang) -> std::string {
  if (duration.months == 0 && duration.seconds == 0) return amount(0, units.front(), lang);
  if (duration.months <= 0 && duration.seconds <= 0) return "-" + to_text(duration.negated(), lang);
  if (duration.months == 0) return clock_words(duration.seconds, lang);
  if (duration.seconds == 0) return month_words(duration.months, lang);
  // `6 months 10 days`; where only one is negative, `6 months - 10 days`.
  if (duration.months < 0) {
    return clock_words(duration.seconds, lang) + " - " + month_words(-duration.months, lang);
  }
  if (duration.seconds < 0) {
    return month_words(duration.months, lang) + " - " + clock_words(-duration.seconds, lang);
  }
  return month_words(duration.months, lang) + " " + clock_words(duration.seconds, lang);
}

auto to_text(const Value& value, Lang lang) -> std::string {
  const bool zh = lang == Lang::zh;
  return std::visit(Overloaded{
                        [&](Unknown) -> std::string { return zh ? "未知" : "unknown"; },
                        [&](None) -> std::string { return zh ? "无" : "none"; },
                        [&](bool known) -> std::string { return known ? (zh ? "是" : "yes") : (zh ? "否" : "no"); },
                        [](Number number) { return number.to_string(); },
                        [&](const Interval& range) { return interval_words(range, lang); },
                        [](std::string_view text) { return std::string(text); },
                        [](Date date) { return date.to_string(); },
                        [](Instant instant) { return moment_words(instant); },
                        [&](Duration duration) { return to_text(duration, lang); },
                        [](Version version) { return std::string(version.text); },
                        [](const Address& address) { return address.to_string(); },
                        [](const Subnet& subnet) { return subnet.to_string(); },
                        [](Enumerator word) { return std::to_string(word.ordinal); },
                        [](Row row) { return std::to_string(row.index); },
                        [&](const std::shared_ptr<const List>& list) { return list_words(*list, lang); },
                    },
                    value.data());
}

}  // namespace dengbao
