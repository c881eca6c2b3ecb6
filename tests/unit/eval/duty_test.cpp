#include "eval/duty.h"

#include <catch2/catch.hpp>
#include <random>

using namespace dengbao;
using namespace dengbao::eval;

namespace {

auto day(std::string_view text) -> Date { return Date::parse(text).value(); }

auto done(std::initializer_list<std::string_view> dates, bool open = false) -> DoneDates {
  DoneDates result{{}, open};
  for (const auto text : dates) result.dates.push_back(day(text));
  return result;
}

auto once(const DoneDates& dates, std::string_view as_of) -> Verdict {
  return due_once(day("2026-01-31"), dates, day(as_of)).verdict;
}

constexpr Duration year{12, 0};
auto again(const DoneDates& dates, std::string_view as_of, Duration period = year) -> Timing {
  return due_again(day("2023-03-01"), period, dates, day(as_of));
}

}  // namespace

TEST_CASE("due once") {
  using enum Verdict;
  CHECK(once(done({"2026-01-31"}), "2026-11-21") == in_time);
  CHECK(once(done({"2026-02-01"}), "2026-11-21") == late);
  CHECK(once(done({"2026-03-01", "2026-01-01"}), "2026-11-21") == in_time);
  CHECK(once(done({}), "2026-02-01") == overdue);
  CHECK(once(done({}), "2026-01-31") == not_yet_due);
  CHECK(once(done({}, true), "2026-02-01") == undecided);
  CHECK(once(done({"2026-02-01"}, true), "2026-11-21") == undecided);
  CHECK(once(done({"2026-01-01"}, true), "2026-11-21") == in_time);
  CHECK(once(done({"2026-01-20"}), "2026-01-10") == not_yet_due);  // planned, not done
  CHECK(due_once(Value(), done({}), day("2026-01-01")).verdict == undecided);
  CHECK(due_once(None{}, done({}), day("2026-01-01")).verdict == not_applicable);
}

TEST_CASE("due once: the next day on which it is due") {
  CHECK(due_once(day("2026-01-31"), done({}), day("2026-01-31")).next == day("2026-01-31"));
  CHECK_FALSE(due_once(day("2026-01-31"), done({}), day("2026-02-01")).next);
  CHECK_FALSE(due_once(day("2026-01-31"), done({"2026-01-01"}), day("2026-01-10")).next);
}

TEST_CASE("due again and again") {
  using enum Verdict;
  CHECK(again(done({"2026-03-01"}), "2026-11-21").verdict == in_time);
  CHECK(again(done({"2026-02-01", "2024-01-01"}), "2026-11-21").due == day("2026-03-01"));
  CHECK(again(done({"2026-02-01"}), "2026-11-21").next == day("2027-03-01"));
  CHECK(again(done({"2026-03-02"}), "2026-11-21").verdict == in_time);  // late for one, in time for the next
  CHECK(again(done({"2026-03-02"}), "2026-11-21").next == day("2028-03-01"));
  CHECK(again(done({"2025-03-01"}), "2026-11-21").verdict == overdue);
  CHECK(again(done({"2025-03-01"}), "2026-11-21").done == day("2025-03-01"));
  CHECK(again(done({"2025-03-01"}), "2026-03-01").verdict == in_time);  // the due day is not over
  CHECK(again(done({"2025-03-02"}), "2026-03-01").verdict == in_time);
  CHECK(again(done({}), "2026-11-21").verdict == overdue);
  CHECK(again(done({}, true), "2026-11-21").verdict == undecided);
  CHECK(again(done({}), "2024-03-01").verdict == not_yet_due);
  CHECK(again(done({}), "2024-03-02").verdict == overdue);
  CHECK(again(done({"2023-03-01"}), "2024-03-01").verdict == not_yet_due);  // on the day of the start itself
  CHECK(again(done({"2023-03-02"}), "2024-03-01").verdict == in_time);
  CHECK(again(done({}), "2020-01-01").verdict == not_yet_due);
}

TEST_CASE("due again: the end of a month stays one") {
  const auto month = due_again(day("2026-01-31"), Duration{1, 0}, done({}), day("2026-04-01"));
  CHECK(month.due == day("2026-03-31"));
  CHECK(month.since == day("2026-02-28"));
  CHECK(month.next == day("2026-04-30"));
}

TEST_CASE("due again: what cannot be counted") {
  const auto as_of = day("2026-11-21");
  const auto start = day("2023-03-01");
  CHECK(due_again(Value(), year, done({}), as_of).verdict == Verdict::undecided);
  CHECK(due_again(None{}, year, done({}), as_of).verdict == Verdict::not_applicable);
  CHECK(due_again(start, Value(), done({}), as_of).verdict == Verdict::undecided);
  CHECK(due_again(start, None{}, done({}), as_of).verdict == Verdict::not_applicable);
  for (const auto period : {Duration{0, 86'399}, Duration{-1, 0}, Duration{2, -1}, Duration{}}) {
    CHECK_FALSE(is_period(period));
    CHECK(due_again(start, period, done({}), as_of).verdict == Verdict::undecided);
  }
  const auto ages = due_again(start, Duration{12 * 20'000, 0}, done({}), as_of);  // due after the end of the calendar
  CHECK(ages.verdict == Verdict::not_yet_due);
  CHECK_FALSE(ages.due);
}

// The rule, read aloud: look at every due day from the start.
TEST_CASE("due again agrees with counting every period") {
  std::mt19937 random(20261121);
  const auto any = [&](int low, int high) { return std::uniform_int_distribution(low, high)(random); };
  for (int round = 0; round < 20'000; ++round) {
    const Date start{any(20'000, 20'400)};
    const Date as_of{any(20'000, 22'000)};
    const Duration period{any(0, 14), std::int64_t{any(0, 40)} * 86'400};
    if (!is_period(period)) continue;
    DoneDates dates{{}, any(0, 3) == 0};
    for (int count = any(0, 4); count > 0; --count) dates.dates.push_back({any(20'000, 22'000)});
    Date before = start;
    Date since = start;
    auto next = start.moved(period).value();
    for (std::int64_t number = 2; next < as_of; ++number) {
      since = before;
      before = next;
      next = start.moved({period.months * number, period.seconds * number}).value();
    }
    const bool first = before == start;
    const bool counts =
        std::any_of(dates.dates.begin(), dates.dates.end(), [&](Date date) { return date > since && date <= as_of; });
    const auto missed = first ? Verdict::not_yet_due : Verdict::overdue;
    const auto timing = due_again(start, period, dates, as_of);
    CHECK(timing.verdict == (counts ? Verdict::in_time : dates.open ? Verdict::undecided : missed));
    CHECK(timing.due == (first ? next : before));
  }
}
