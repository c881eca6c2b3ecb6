#pragma once

#include <optional>
#include <set>
#include <vector>

#include "value/calendar.h"

namespace dengbao {

// Which days are worked: not on Saturdays and Sundays unless they are made up for, and not on the days off. A year of
// which no day off is listed is not covered: nobody knows its holidays.
class WorkingCalendar {
 public:
  WorkingCalendar(const std::vector<Date>& off, const std::vector<Date>& worked);

  // The `count`-th working day after `start`, before it if negative; `start` itself for 0. Nothing where a day would
  // have to be counted whose year is not covered.
  [[nodiscard]] auto after(Date start, std::int64_t count) const -> std::optional<Date>;

 private:
  [[nodiscard]] auto is_worked(Date date) const -> bool;

  std::set<Date> off_;
  std::set<Date> worked_;
  std::set<int> years_;
};

}  // namespace dengbao
