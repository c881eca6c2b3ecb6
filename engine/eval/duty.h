#pragma once

#include <optional>
#include <vector>

#include "eval/verdict.h"
#include "value/value.h"

// When something is due, and whether it was done by then (the language's "Duty").
namespace dengbao::eval {

// The days on which it was done, in any order. `open`: there may be others than these.
struct DoneDates {
  std::vector<Date> dates;
  bool open = false;
};

// What became of a duty for one subject.
struct Timing {
  Verdict verdict{};        // in_time, not_yet_due, late, overdue, undecided; not_applicable where nothing is due
  std::optional<Date> due;  // the day that decides: by which it had, or has, to be done
  std::optional<Date>
      since;                 // again and again: the due day before that one, or the start; what is done after it counts
  std::optional<Date> done;  // the day that counts, else the last one known
  std::optional<Date> next;  // the next due day from `as_of` on, if one is known
};

// The rules of both: what is dated after `as_of` has not been done yet; done on the due day is in time; on the due day
// itself nothing is overdue. `due` and `start` are dates, unknown, or none (then there is nothing to do).

// Due once. Done by then: in time. Done later: late. Not done: overdue once the day is over, until then not yet due.
[[nodiscard]] auto due_once(const Value& due, const DoneDates& done, Date as_of) -> Timing;

// Due `period`, twice `period`, … after `start`, each counted from `start` on the calendar, so that the end of a month
// stays one. What decides is the last due day before `as_of`: in time if anything was done since the one before (after
// that due day, it was done late, and counts all the same), else overdue. Before the first due day is over, not yet
// due.
[[nodiscard]] auto due_again(const Value& start, const Value& period, const DoneDates& done, Date as_of) -> Timing;

// A period that can be counted: at least a day, and no part of it backwards.
[[nodiscard]] auto is_period(Duration period) -> bool;

}  // namespace dengbao::eval
