#include "eval/duty.h"

#include <algorithm>

namespace dengbao::eval {
namespace {

// What was done up to that day.
auto done_until(const DoneDates& done, Date as_of) -> DoneDates {
  DoneDates result{{}, done.open};
  std::copy_if(done.dates.begin(), done.dates.end(), std::back_inserter(result.dates),
               [&](Date date) { return date <= as_of; });
  std::sort(result.dates.begin(), result.dates.end());
  return result;
}

auto last_of(const DoneDates& done) -> std::optional<Date> {
  return done.dates.empty() ? std::nullopt : std::optional(done.dates.back());
}

// The first day on which it was done after `since`.
auto first_after(const DoneDates& done, Date since) -> std::optional<Date> {
  const auto found = std::upper_bound(done.dates.begin(), done.dates.end(), since);
  return found == done.dates.end() ? std::nullopt : std::optional(*found);
}

// Nothing can be counted from what is not known, or does not exist.
auto without_due(const Value& date, const DoneDates& done) -> Timing {
  const auto verdict = date.is_none() ? Verdict::not_applicable : Verdict::undecided;
  return {verdict, std::nullopt, std::nullopt, last_of(done), std::nullopt};
}

// The due days of something that recurs, by their number; the start is number 0.
class Rhythm {
 public:
  Rhythm(Date start, Duration period) : start_(start), period_(period) {}

  // Nothing past the end of the calendar.
  [[nodiscard]] auto due(std::int64_t number) const -> std::optional<Date> {
    Duration distance;
    if (__builtin_mul_overflow(period_.months, number, &distance.months) ||
        __builtin_mul_overflow(period_.seconds, number, &distance.seconds)) {
      return std::nullopt;
    }
    return start_.moved(distance);
  }

  // The number of the last due day before `day`; 0 where there is none.
  [[nodiscard]] auto last_before(Date day) const -> std::int64_t {
    std::int64_t low = 0;
    auto high = std::max<std::int64_t>(std::int64_t{day.days} - start_.days + 1, 1);  // a period is at least a day
    while (high - low > 1) {
      const auto middle = low + (high - low) / 2;
      const auto date = due(middle);
      (date && *date < day ? low : high) = middle;
    }
    return low;
  }

 private:
  Date start_;
  Duration period_;
};

// `last`: the number of the last due day before `as_of`; 0: the first one is still to come.
auto in_rhythm(const Rhythm& rhythm, std::int64_t last, const DoneDates& done) -> Timing {
  const auto begun = rhythm.due(last);
  const auto coming = rhythm.due(last + 1);
  const bool first = last == 0;
  const auto since = first ? begun : rhythm.due(last - 1);
  Timing timing;
  timing.due = first ? coming : begun;
  timing.since = since;
  timing.done = first_after(done, *since);
  timing.next = done.dates.empty() || done.dates.back() <= *begun ? coming : rhythm.due(last + 2);
  if (timing.done) {
    timing.verdict = Verdict::in_time;
  } else {
    timing.done = last_of(done);
    timing.verdict = done.open ? Verdict::undecided : first ? Verdict::not_yet_due : Verdict::overdue;
  }
  return timing;
}

}  // namespace

auto is_period(Duration period) -> bool {
  constexpr std::int64_t day = 86'400;
  return period.months >= 0 && period.seconds >= 0 && period.comparable_seconds() >= day;
}

auto due_once(const Value& due, const DoneDates& all, Date as_of) -> Timing {
  const auto done = done_until(all, as_of);
  const auto* day = due.get_if<Date>();
  if (day == nullptr) return without_due(due, done);
  Timing timing{Verdict::undecided, *day, std::nullopt, std::nullopt, std::nullopt};
  if (!done.dates.empty()) timing.done = done.dates.front();
  const bool past = as_of > *day;
  if (timing.done && *timing.done <= *day) {
    timing.verdict = Verdict::in_time;
  } else if (!done.open) {
    timing.verdict = timing.done ? Verdict::late : past ? Verdict::overdue : Verdict::not_yet_due;
  }
  if (!timing.done && !past) timing.next = *day;
  return timing;
}

auto due_again(const Value& start, const Value& period, const DoneDates& all, Date as_of) -> Timing {
  const auto done = done_until(all, as_of);
  const auto* from = start.get_if<Date>();
  const auto* every = period.get_if<Duration>();
  if (from == nullptr) return without_due(start, done);
  if (every == nullptr || !is_period(*every)) return without_due(period.is_none() ? period : Value(), done);
  const Rhythm rhythm(*from, *every);
  return in_rhythm(rhythm, rhythm.last_before(as_of), done);
}

}  // namespace dengbao::eval
