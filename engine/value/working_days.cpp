#include "value/working_days.h"

namespace dengbao {
namespace {

auto is_weekend(Date date) -> bool {
  constexpr int thursday = 4;  // 1970-01-01, counted from Sunday
  const auto day = ((date.days + thursday) % 7 + 7) % 7;
  return day == 0 || day == 6;
}

}  // namespace

WorkingCalendar::WorkingCalendar(const std::vector<Date>& off, const std::vector<Date>& worked)
    : off_(off.begin(), off.end()), worked_(worked.begin(), worked.end()) {
  for (const auto date : off) years_.insert(date.year());
}

auto WorkingCalendar::is_worked(Date date) const -> bool {
  return !off_.contains(date) && (worked_.contains(date) || !is_weekend(date));
}

auto WorkingCalendar::after(Date start, std::int64_t count) const -> std::optional<Date> {
  auto date = start;
  const auto step = count < 0 ? -1 : 1;
  while (count != 0) {
    date.days += step;
    if (!years_.contains(date.year())) return std::nullopt;
    if (is_worked(date)) count -= step;
  }
  return date;
}

}  // namespace dengbao
