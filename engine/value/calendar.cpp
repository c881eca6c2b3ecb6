#include "value/calendar.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include "value/number.h"

namespace dengbao {
namespace {

constexpr std::int64_t second = 1'000'000;  // in microseconds
constexpr std::int64_t china = std::int64_t{8} * 3'600 * second;
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

constexpr auto days_of(int year, unsigned month, unsigned day) -> std::int32_t {
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count());
}
constexpr std::int32_t first_day = days_of(1, 1, 1);
constexpr std::int32_t last_day = days_of(9999, 12, 31);
// Both the day in UTC and the day at +08:00 must lie within the years 1 to 9999.
constexpr std::int64_t first_moment = first_day * seconds_a_day * second;
constexpr std::int64_t last_moment = (last_day + 1) * seconds_a_day * second - china - 1;

auto floor_div(std::int64_t a, std::int64_t b) -> std::int64_t { return a / b - (a % b < 0 ? 1 : 0); }

auto civil(Date date) -> std::chrono::year_month_day {
  return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{date.days}}};
}

// Reads text from its front.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  [[nodiscard]] auto done() const -> bool { return rest_.empty(); }
  auto take(char c) -> bool {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  auto take_either(char a, char b) -> bool { return take(a) || take(b); }
  auto digit() -> std::optional<int> {
    if (rest_.empty() || rest_.front() < '0' || rest_.front() > '9') return std::nullopt;
    const int value = rest_.front() - '0';
    rest_.remove_prefix(1);
    return value;
  }
  // Exactly `count` digits.
  auto digits(int count) -> std::optional<int> {
    int value = 0;
    for (; count > 0; --count) {
      const auto next = digit();
      if (!next) return std::nullopt;
      value = value * 10 + *next;
    }
    return value;
  }
  // Any number of digits, at least one; nothing on overflow.
  auto number() -> std::optional<std::int64_t> {
    auto next = digit();
    if (!next) return std::nullopt;
    std::int64_t value = 0;
    for (; next; next = digit()) {
      if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, *next, &value))
        return std::nullopt;
    }
    return value;
  }

 private:
  std::string_view rest_;
};

auto read_date(Reader& in) -> std::optional<Date> {
  const auto year = in.digits(4);
  if (!year || !in.take('-')) return std::nullopt;
  const auto month = in.digits(2);
  if (!month || !in.take('-')) return std::nullopt;
  const auto day = in.digits(2);
  if (!day) return std::nullopt;
  return Date::from(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

struct Clock {
  int hour, minute;
};

auto read_clock(Reader& in) -> std::optional<Clock> {
  const auto hour = in.digits(2);
  if (!hour || *hour > 23 || !in.take(':')) return std::nullopt;
  const auto minute = in.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  return Clock{*hour, *minute};
}

// `.25` in microseconds; 0 where there is none; digits past the sixth are dropped.
auto read_fraction(Reader& in) -> std::optional<std::int64_t> {
  if (!in.take('.')) return 0;
  auto next = in.digit();
  if (!next) return std::nullopt;
  std::int64_t value = 0;
  for (auto unit = second / 10; next; next = in.digit(), unit /= 10) value += *next * unit;
  return value;
}

// The offset from UTC in minutes.
auto read_offset(Reader& in) -> std::optional<int> {
  if (in.take_either('Z', 'z')) return 0;
  const bool minus = in.take('-');
  if (!minus && !in.take('+')) return std::nullopt;
  const auto clock = read_clock(in);
  if (!clock) return std::nullopt;
  const int minutes = clock->hour * 60 + clock->minute;
  return minus ? -minutes : minutes;
}

auto moment(std::int64_t microseconds) -> std::optional<Instant> {
  if (microseconds < first_moment || microseconds > last_moment) return std::nullopt;
  return Instant{microseconds};
}

// Reads the units of one half of an ISO duration in their order, adding each times its size.
struct Unit {
  char letter;
  std::int64_t size;
  std::int64_t Duration::* field;
};

template <std::size_t N>
auto read_units(Reader& in, const Unit (&units)[N], Duration& out) -> bool {
  bool any = false;
  auto unit = std::begin(units);
  while (const auto value = in.number()) {
    while (unit != std::end(units) && !in.take(unit->letter)) ++unit;
    if (unit == std::end(units)) return false;
    std::int64_t amount = 0;
    auto& field = out.*(unit->field);
    if (__builtin_mul_overflow(*value, unit->size, &amount) || __builtin_add_overflow(field, amount, &field)) {
      return false;
    }
    ++unit;
    any = true;
  }
  return any;
}

constexpr Unit day_units[] = {{'Y', 12, &Duration::months},
                              {'M', 1, &Duration::months},
                              {'W', 7 * seconds_a_day, &Duration::seconds},
                              {'D', seconds_a_day, &Duration::seconds}};
constexpr Unit time_units[] = {
    {'H', 3'600, &Duration::seconds}, {'M', 60, &Duration::seconds}, {'S', 1, &Duration::seconds}};

void append_unit(std::string& out, std::int64_t value, char letter) {
  if (value != 0) out += std::to_string(value) + letter;
}

auto add(std::int64_t a, std::int64_t b) -> std::optional<std::int64_t> {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum) || sum < -most) return std::nullopt;
  return sum;
}

auto padded(int value, std::size_t width) -> std::string {
  auto digits = std::to_string(value);
  return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

auto moved_by_months(Date date, std::int64_t months) -> std::optional<Date> {
  constexpr std::int64_t all_months = std::int64_t{9999} * 12;
  if (months > all_months || months < -all_months) return std::nullopt;
  const auto from = civil(date);
  const auto total =
      static_cast<int>(from.year()) * 12 + static_cast<int>(static_cast<unsigned>(from.month())) - 1 + months;
  const auto year = std::chrono::year{static_cast<int>(floor_div(total, 12))};
  const auto month = std::chrono::month{static_cast<unsigned>(total - floor_div(total, 12) * 12) + 1};
  if (year < std::chrono::year{1} || year > std::chrono::year{9999}) return std::nullopt;
  const auto last = std::chrono::year_month_day_last{year, std::chrono::month_day_last{month}}.day();
  return Date{
      days_of(static_cast<int>(year), static_cast<unsigned>(month), static_cast<unsigned>(std::min(from.day(), last)))};
}

}  // namespace

auto Duration::comparable_seconds() const -> std::int64_t {
  const auto days = static_cast<Int128>(months / 12) * 365 + static_cast<Int128>(months % 12) * 30;
  const auto all = days * seconds_a_day + seconds;
  return static_cast<std::int64_t>(std::clamp<Int128>(all, -most, most));
}

auto operator==(const Duration& a, const Duration& b) -> bool {
  return a.comparable_seconds() == b.comparable_seconds();
}

auto operator<=>(const Duration& a, const Duration& b) -> std::strong_ordering {
  return a.comparable_seconds() <=> b.comparable_seconds();
}

auto Duration::parse(std::string_view text) -> std::optional<Duration> {
  Reader in(text);
  const bool minus = in.take('-');
  if (!in.take('P')) return std::nullopt;
  Duration out;
  const bool any_days = read_units(in, day_units, out);
  const bool has_time = in.take('T');
  if (has_time && !read_units(in, time_units, out)) return std::nullopt;
  if (!in.done() || (!any_days && !has_time)) return std::nullopt;
  return minus ? out.negated() : out;
}

auto Duration::to_iso() const -> std::string {
  if (months == 0 && seconds == 0) return "P0D";
  if (months <= 0 && seconds <= 0) return "-" + negated().to_iso();
  std::string out = "P";
  append_unit(out, months / 12, 'Y');
  append_unit(out, months % 12, 'M');
  append_unit(out, seconds / seconds_a_day, 'D');
  const auto time = seconds % seconds_a_day;
  if (time == 0) return out;
  out += 'T';
  append_unit(out, time / 3'600, 'H');
  append_unit(out, time / 60 % 60, 'M');
  append_unit(out, time % 60, 'S');
  return out;
}

auto plus(Duration a, Duration b) -> std::optional<Duration> {
  const auto months = add(a.months, b.months);
  const auto seconds = add(a.seconds, b.seconds);
  if (!months || !seconds) return std::nullopt;
  return Duration{*months, *seconds};
}

auto Date::parse(std::string_view text) -> std::optional<Date> {
  Reader in(text);
  const auto date = read_date(in);
  return in.done() ? date : std::nullopt;
}

auto Date::from(int year, unsigned month, unsigned day) -> std::optional<Date> {
  if (year < 1 || year > 9999) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!date.ok()) return std::nullopt;
  return Date{days_of(year, month, day)};
}

auto Date::to_string() const -> std::string {
  const auto date = civil(*this);
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.month())), 2) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

auto Date::year() const -> int { return static_cast<int>(civil(*this).year()); }

auto Date::moved(Duration by) const -> std::optional<Date> {
  const auto date = moved_by_months(*this, by.months);
  if (!date) return std::nullopt;
  const auto day = floor_div(by.seconds, seconds_a_day) + date->days;  // far from overflow: one is below 2^47
  if (day < first_day || day > last_day) return std::nullopt;
  return Date{static_cast<std::int32_t>(day)};
}

auto Instant::parse(std::string_view text) -> std::optional<Instant> {
  Reader in(text);
  const auto date = read_date(in);
  if (!date || !in.take_either('T', 't')) return std::nullopt;
  const auto clock = read_clock(in);
  if (!clock || !in.take(':')) return std::nullopt;
  const auto seconds = in.digits(2);
  if (!seconds || *seconds > 60) return std::nullopt;
  const auto fraction = read_fraction(in);
  if (!fraction) return std::nullopt;
  const auto offset = read_offset(in);
  if (!offset || !in.done()) return std::nullopt;
  const auto minutes = std::int64_t{date->days} * 1'440 + (std::int64_t{clock->hour} * 60 + clock->minute) - *offset;
  // A leap second ends a day in UTC and stands for the first second of the next.
  if (*seconds == 60 && minutes - floor_div(minutes, 1'440) * 1'440 != 1'439) return std::nullopt;
  return moment((minutes * 60 + *seconds) * second + *fraction);
}

auto Instant::to_string() const -> std::string {
  const auto all = floor_div(microseconds, second);
  const auto day = floor_div(all, seconds_a_day);
  const auto time = static_cast<int>(all - day * seconds_a_day);
  auto out = Date{static_cast<std::int32_t>(day)}.to_string() + "T" + padded(time / 3'600, 2) + ":" +
             padded(time / 60 % 60, 2) + ":" + padded(time % 60, 2);
  if (const auto fraction = static_cast<int>(microseconds - all * second); fraction != 0) {
    out += "." + padded(fraction, 6);
    out.erase(out.find_last_not_of('0') + 1);
  }
  return out + "Z";
}

auto Instant::day() const -> Date {
  return {static_cast<std::int32_t>(floor_div(microseconds + china, seconds_a_day * second))};
}

auto Instant::moved(Duration by) const -> std::optional<Instant> {
  const auto from = day();
  const auto to = moved_by_months(from, by.months);
  std::int64_t seconds = 0;
  if (!to || __builtin_mul_overflow(by.seconds, second, &seconds)) return std::nullopt;
  const auto shifted = add(microseconds + (std::int64_t{to->days} - from.days) * seconds_a_day * second, seconds);
  return shifted ? moment(*shifted) : std::nullopt;
}

}  // namespace dengbao
