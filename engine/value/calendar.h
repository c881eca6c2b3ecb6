#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dengbao {

inline constexpr std::int64_t seconds_a_day = 86'400;

// A length of time: whole months and seconds, kept apart, because a month is no fixed number of days.
//
// Compared with one another, n months count 365·(n div 12) + 30·(n mod 12) days, so `6 months` = `180 days`,
// `12 months` = `365 days`. Moving a date by months is done on the calendar instead (see Date::moved).
struct Duration {
  std::int64_t months = 0;
  std::int64_t seconds = 0;

  // By the rule above; ends at the limits of the type instead of overflowing.
  [[nodiscard]] auto comparable_seconds() const -> std::int64_t;
  [[nodiscard]] auto negated() const -> Duration { return {-months, -seconds}; }
  friend auto operator==(const Duration& a, const Duration& b) -> bool;
  friend auto operator<=>(const Duration& a, const Duration& b) -> std::strong_ordering;

  // ISO 8601: `P6M`, `P90D`, `P1Y2M`, `PT24H`, `P2W`; whole numbers only, an optional leading minus sign.
  // `to_iso` signs each unit where months and seconds point in opposite directions (`P6M-1D`): only arithmetic makes
  // such.
  static auto parse(std::string_view text) -> std::optional<Duration>;
  [[nodiscard]] auto to_iso() const -> std::string;
};
[[nodiscard]] auto plus(Duration a, Duration b) -> std::optional<Duration>;  // nothing on overflow

// A day of the Gregorian calendar, years 1 to 9999.
struct Date {
  std::int32_t days = 0;  // since 1970-01-01
  friend auto operator<=>(Date, Date) = default;

  static auto parse(std::string_view text) -> std::optional<Date>;  // 2026-11-21
  static auto from(int year, unsigned month, unsigned day) -> std::optional<Date>;
  [[nodiscard]] auto to_string() const -> std::string;
  [[nodiscard]] auto year() const -> int;
  // Months first, on the calendar (a day past a month's end is its last), then seconds as whole days, rounded down.
  // Nothing outside the years 1 to 9999.
  [[nodiscard]] auto moved(Duration by) const -> std::optional<Date>;
};

// A moment (RFC 3339), to the microsecond; an offset is required.
struct Instant {
  std::int64_t microseconds = 0;  // since 1970-01-01T00:00:00Z
  friend auto operator<=>(Instant, Instant) = default;

  static auto parse(std::string_view text) -> std::optional<Instant>;
  [[nodiscard]] auto to_string() const -> std::string;  // in UTC: 2026-11-21T08:30:00Z
  // The day on which it falls at +08:00. Where a date meets an instant, this day is compared, so that the instant lies
  // within `as_of` up to that day's end in China.
  [[nodiscard]] auto day() const -> Date;
  // Months on the calendar at +08:00, keeping the time of day there; then seconds. Nothing outside the years 1 to 9999.
  [[nodiscard]] auto moved(Duration by) const -> std::optional<Instant>;
};

}  // namespace dengbao
