#include "value/calendar.h"

#include <catch2/catch.hpp>
#include <random>

using namespace dengbao;

namespace {
constexpr std::int64_t day = 86'400;
auto date(std::string_view text) -> Date { return Date::parse(text).value(); }
auto moved(std::string_view from, Duration by) -> std::string {
  const auto to = date(from).moved(by);
  return to ? to->to_string() : "nothing";
}
auto instant(std::string_view text) -> std::string {
  const auto read = Instant::parse(text);
  return read ? read->to_string() : "nothing";
}
auto iso(std::string_view text) -> std::string {
  const auto read = Duration::parse(text);
  return read ? read->to_iso() : "nothing";
}
}  // namespace

TEST_CASE("a date is a day of the calendar, written in full") {
  CHECK(date("1970-01-01").days == 0);
  CHECK(date("2024-02-29").to_string() == "2024-02-29");
  CHECK(date("0001-01-01").to_string() == "0001-01-01");
  CHECK(date("9999-12-31").year() == 9999);
  const auto* bad =
      GENERATE("2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "0000-01-01",
               "2026-1-1", "26-01-01", "2026/01/01", "2026-01-01 ", "", "2026-01-01T00:00:00Z");
  INFO(bad);
  CHECK_FALSE(Date::parse(bad));
}

TEST_CASE("months move on the calendar, a day past a month's end is its last") {
  CHECK(moved("2026-01-31", {1, 0}) == "2026-02-28");
  CHECK(moved("2024-01-31", {1, 0}) == "2024-02-29");
  CHECK(moved("2024-02-29", {12, 0}) == "2025-02-28");
  CHECK(moved("2026-03-31", {-1, 0}) == "2026-02-28");
  CHECK(moved("2026-01-15", {-1, 0}) == "2025-12-15");
  CHECK(moved("2026-01-31", {1, day}) == "2026-03-01");
  CHECK(moved("2026-11-21", {0, 90 * day}) == "2027-02-19");
  CHECK(moved("2026-11-21", {0, day - 1}) == "2026-11-21");
  CHECK(moved("2026-11-21", {0, -1}) == "2026-11-20");
  CHECK(moved("9999-12-31", {0, day}) == "nothing");
  CHECK(moved("0001-01-01", {-1, 0}) == "nothing");
  CHECK(moved("2026-01-01", {INT64_MAX, 0}) == "nothing");
  CHECK(moved("2026-01-01", {0, INT64_MAX}) == "nothing");
}

TEST_CASE("days move there and back; months do while the day exists in both") {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> days(-200'000, 200'000);
  std::uniform_int_distribution<int> months(-2'000, 2'000);
  for (int i = 0; i < 20'000; ++i) {
    const Date from{days(random)};
    const Duration by{0, days(random) * day};
    REQUIRE(from.moved(by)->moved(by.negated()) == from);
    REQUIRE(Date::parse(from.to_string()) == from);
    const Duration by_months{months(random), 0};
    const auto to = from.moved(by_months).value();
    if (to.to_string().substr(8) == from.to_string().substr(8)) REQUIRE(to.moved(by_months.negated()) == from);
  }
}

TEST_CASE("durations compare by 365 and 30 days") {
  CHECK(Duration{6, 0} == Duration{0, 180 * day});
  CHECK(Duration{12, 0} == Duration{0, 365 * day});
  CHECK(Duration{18, 0} == Duration{0, 545 * day});
  CHECK(Duration{-18, 0} == Duration{0, -545 * day});
  CHECK(Duration{1, 0} < Duration{0, 31 * day});
  CHECK(Duration{INT64_MAX, 0}.comparable_seconds() == INT64_MAX);
  CHECK_FALSE(plus({INT64_MAX, 0}, {1, 0}));
  CHECK_FALSE(plus({0, -INT64_MAX}, {0, -1}));
  CHECK(plus({1, 5}, {2, -5}) == Duration{3, 0});
}

TEST_CASE("durations are read and written by ISO 8601") {
  const auto [text, expected] = GENERATE(table<const char*, const char*>({
      {"P6M", "P6M"},
      {"P90D", "P90D"},
      {"P1Y2M", "P1Y2M"},
      {"P14M", "P1Y2M"},
      {"PT24H", "P1D"},
      {"P2W", "P14D"},
      {"-P1D", "-P1D"},
      {"PT36H", "P1DT12H"},
      {"PT90M", "PT1H30M"},
      {"P0D", "P0D"},
      {"P1Y2M3DT4H5M6S", "P1Y2M3DT4H5M6S"},
      {"P", "nothing"},
      {"PT", "nothing"},
      {"P1DT", "nothing"},
      {"P1", "nothing"},
      {"P1M1Y", "nothing"},
      {"P1H", "nothing"},
      {"PT1D", "nothing"},
      {"P1.5D", "nothing"},
      {"p6m", "nothing"},
      {"P6M ", "nothing"},
      {"+P6M", "nothing"},
      {"P-6M", "nothing"},
      {"", "nothing"},
      {"P1D1D", "nothing"},
      {"P99999999999999999999D", "nothing"},
      {"P9223372036854775807W", "nothing"},
  }));
  INFO(text);
  CHECK(iso(text) == expected);
}

TEST_CASE("instants are read by RFC 3339 and shown in UTC") {
  const auto [text, expected] = GENERATE(table<const char*, const char*>({
      {"2026-11-21T08:30:00Z", "2026-11-21T08:30:00Z"},
      {"2026-11-21t08:30:00.25z", "2026-11-21T08:30:00.25Z"},
      {"2026-11-21T08:30:00+08:00", "2026-11-21T00:30:00Z"},
      {"2026-11-21T00:00:00+08:00", "2026-11-20T16:00:00Z"},
      {"2026-11-21T08:30:00.1234567891Z", "2026-11-21T08:30:00.123456Z"},
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
      {"2017-01-01T07:59:60+08:00", "2017-01-01T00:00:00Z"},
      {"1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"},
      {"2016-12-31T12:00:60Z", "nothing"},
      {"2026-11-21T08:30:00", "nothing"},
      {"2026-11-21T08:30Z", "nothing"},
      {"2026-11-21T24:00:00Z", "nothing"},
      {"2026-11-21T08:60:00Z", "nothing"},
      {"2026-11-21T08:30:61Z", "nothing"},
      {"2026-11-21T08:30:00.Z", "nothing"},
      {"2026-11-21T08:30:00+0800", "nothing"},
      {"2026-11-21T08:30:00+24:00", "nothing"},
      {"2026-02-30T08:30:00Z", "nothing"},
      {"0001-01-01T00:00:00+08:00", "nothing"},
      {"9999-12-31T23:00:00Z", "nothing"},
  }));
  INFO(text);
  CHECK(instant(text) == expected);
}

TEST_CASE("the day of an instant is the day in China") {
  CHECK(Instant::parse("2026-11-21T15:59:59Z")->day() == date("2026-11-21"));
  CHECK(Instant::parse("2026-11-21T16:00:00Z")->day() == date("2026-11-22"));
  const auto from = Instant::parse("2026-01-31T09:00:00+08:00").value();
  CHECK(from.moved({1, 0}) == Instant::parse("2026-02-28T09:00:00+08:00"));
  CHECK(from.moved({0, 90}) == Instant::parse("2026-01-31T09:01:30+08:00"));
  CHECK_FALSE(from.moved({0, INT64_MAX}));
}
