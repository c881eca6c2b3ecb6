#include "check/value.h"

#include <arpa/inet.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <stdexcept>

namespace dengbao::check {
namespace {

constexpr Int128 day_seconds = 86'400;
constexpr Int128 second = 1'000'000;
constexpr Int128 china = 8 * 3'600 * second;

auto power(int exponent) -> Int128 {
  Int128 out = 1;
  while (exponent-- > 0) out *= 10;
  return out;
}
const Int128 one = power(18);

auto floor_div(Int128 a, Int128 b) -> Int128 { return a / b - (a % b < 0 ? 1 : 0); }

// ---- numbers: at most 18 digits, at most 18 of them behind the point ----

struct Decimal {
  Int128 units;
  int scale;
};
auto stripped(Int128 units, int scale) -> Decimal {
  for (; scale > 0 && units % 10 == 0; --scale) units /= 10;
  return {units, scale};
}
auto from(Int128 units, int scale) -> std::optional<Int128> {
  const auto decimal = stripped(units, scale);
  if (decimal.units >= one || decimal.units <= -one || decimal.scale > 18) return std::nullopt;
  return decimal.units * power(18 - decimal.scale);
}
auto times(Int128 a, Int128 b) -> std::optional<Int128> {
  const auto x = stripped(a, 18);
  const auto y = stripped(b, 18);
  return from(x.units * y.units, x.scale + y.scale);
}
auto divided(Int128 a, Int128 b) -> std::optional<Int128> {
  if (b == 0) return std::nullopt;
  const auto x = stripped(a < 0 ? -a : a, 18);
  const auto y = stripped(b < 0 ? -b : b, 18);
  auto quotient = x.units / y.units;
  auto rest = x.units % y.units;
  auto scale = x.scale - y.scale;
  for (; scale < 0 || (rest != 0 && scale < 12 && quotient < one / 10); ++scale) {
    quotient = quotient * 10 + rest * 10 / y.units;
    rest = rest * 10 % y.units;
  }
  if (2 * rest > y.units || (2 * rest == y.units && quotient % 2 != 0)) ++quotient;
  return from((a < 0) != (b < 0) ? -quotient : quotient, scale);
}

auto number(std::optional<Int128> value) -> Value { return value ? Value{Kind::number, false, *value} : Value{}; }

// An interval as its ends; a number is one with equal ends.
struct Range {
  Int128 lo;
  std::optional<Int128> hi;
  [[nodiscard]] auto is(Int128 value) const -> bool { return lo == value && hi == value; }
};
auto range_of(const Value& value) -> std::optional<Range> {
  if (value.kind == Kind::number) return Range{value.lo, value.lo};
  if (value.kind == Kind::interval) return Range{value.lo, value.hi};
  return std::nullopt;
}
auto from_range(std::optional<Int128> lo, std::optional<Int128> hi, bool open) -> Value {
  if (!lo || (!open && !hi)) return {};
  if (!open && lo == hi) return number(lo);
  return {Kind::interval, false, *lo, open ? std::nullopt : hi};
}

template <typename F>
auto corners(const Range& a, const Range& b, F op) -> Value {
  std::optional<Int128> all[] = {op(a.lo, b.lo), op(a.lo, *b.hi), op(*a.hi, b.lo), op(*a.hi, *b.hi)};
  for (const auto& corner : all) {
    if (!corner) return {};
  }
  const auto [lo, hi] = std::minmax_element(std::begin(all), std::end(all));
  return from_range(*lo, *hi, false);
}
auto product(const Range& a, const Range& b) -> Value {
  if (a.is(0) || b.is(0)) return number(0);
  if (a.hi && b.hi) return corners(a, b, times);
  const bool upward = a.lo >= 0 && b.lo >= 0;
  const bool scaled = a.is(a.lo) ? a.lo >= 0 : b.is(b.lo) && b.lo >= 0;
  return upward || scaled ? from_range(times(a.lo, b.lo), {}, true) : Value{};
}
auto quotient(const Range& a, const Range& b) -> Value {
  const bool below = b.hi && *b.hi < 0;
  if (b.lo <= 0 && !below) return {};
  if (a.hi && b.hi) return corners(a, b, divided);
  if (below) return {};
  if (b.hi) return from_range(divided(a.lo, a.lo < 0 ? b.lo : *b.hi), {}, true);
  const auto lo = a.lo < 0 ? divided(a.lo, b.lo) : 0;
  if (!a.hi) return from_range(lo, {}, true);
  return from_range(lo, *a.hi < 0 ? 0 : divided(*a.hi, b.lo), false);
}
auto intervals(char op, const Range& a, const Range& b) -> Value {
  if (op == '*') return product(a, b);
  if (op == '/') return quotient(a, b);
  const auto sum = [](Int128 x, Int128 y) { return from(x + y, 18); };
  if (op == '+') return from_range(sum(a.lo, b.lo), a.hi && b.hi ? sum(*a.hi, *b.hi) : std::nullopt, !a.hi || !b.hi);
  if (!b.hi) return {};
  return from_range(sum(a.lo, -*b.hi), a.hi ? sum(*a.hi, -b.lo) : std::nullopt, !a.hi);
}
auto compare_ranges(Op op, const Range& a, const Range& b) -> Truth {
  const auto less = [](const Range& x, const Range& y) {
    if (x.hi && *x.hi < y.lo) return Truth::yes;
    return y.hi && *y.hi <= x.lo ? Truth::no : Truth::unknown;
  };
  switch (op) {
    case Op::lt:
      return less(a, b);
    case Op::ge:
      return negation(less(a, b));
    case Op::gt:
      return less(b, a);
    case Op::le:
      return negation(less(b, a));
    default:
      break;
  }
  auto equal = Truth::unknown;
  if (less(a, b) == Truth::yes || less(b, a) == Truth::yes) equal = Truth::no;
  if (a.hi == b.lo && b.hi == a.lo) equal = Truth::yes;
  return op == Op::eq ? equal : negation(equal);
}

// ---- dates ----

auto civil(Int128 days) -> std::chrono::year_month_day {
  return std::chrono::sys_days{std::chrono::days{static_cast<long>(days)}};
}
auto days_of(int year, unsigned month, unsigned day) -> std::optional<Int128> {
  const auto date = std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
  if (!date.ok() || year < 1 || year > 9999) return std::nullopt;
  return std::chrono::sys_days{date}.time_since_epoch().count();
}

struct Reader {
  std::string_view rest;
  auto take(std::string_view any) -> char {
    if (rest.empty() || any.find(rest.front()) == std::string_view::npos) return '\0';
    const char c = rest.front();
    rest.remove_prefix(1);
    return c;
  }
  // At least `least` digits and at most `most`.
  auto digits(std::size_t least, std::size_t most) -> std::optional<Int128> {
    Int128 value = 0;
    std::size_t count = 0;
    for (; count < most; ++count) {
      const char c = take("0123456789");
      if (c == '\0') break;
      value = value * 10 + (c - '0');
    }
    return count < least ? std::nullopt : std::optional(value);
  }
};
auto read_date(Reader& in) -> std::optional<Int128> {
  const auto year = in.digits(4, 4);
  if (!year || in.take("-") == '\0') return std::nullopt;
  const auto month = in.digits(2, 2);
  if (!month || in.take("-") == '\0') return std::nullopt;
  const auto day = in.digits(2, 2);
  return day ? days_of(static_cast<int>(*year), static_cast<unsigned>(*month), static_cast<unsigned>(*day))
             : std::nullopt;
}
auto read_minutes(Reader& in) -> std::optional<Int128> {
  const auto hour = in.digits(2, 2);
  if (!hour || *hour > 23 || in.take(":") == '\0') return std::nullopt;
  const auto minute = in.digits(2, 2);
  return minute && *minute < 60 ? std::optional(*hour * 60 + *minute) : std::nullopt;
}
auto read_instant(Reader& in) -> std::optional<Int128> {
  const auto day = read_date(in);
  if (!day || in.take("Tt") == '\0') return std::nullopt;
  const auto minutes = read_minutes(in);
  if (!minutes || in.take(":") == '\0') return std::nullopt;
  const auto seconds = in.digits(2, 2);
  if (!seconds || *seconds > 60) return std::nullopt;
  Int128 fraction = 0;
  if (in.take(".") != '\0') {
    const auto digits = in.rest.substr(0, in.rest.find_first_not_of("0123456789"));
    if (digits.empty()) return std::nullopt;
    in.rest.remove_prefix(digits.size());
    for (std::size_t i = 0; i < 6; ++i) fraction = fraction * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  }
  Int128 offset = 0;
  if (in.take("Zz") == '\0') {
    const char sign = in.take("+-");
    const auto away = read_minutes(in);
    if (sign == '\0' || !away) return std::nullopt;
    offset = sign == '-' ? -*away : *away;
  }
  return ((*day * 1'440 + *minutes - offset) * 60 + *seconds) * second + fraction;
}
auto read_duration(Reader& in) -> std::optional<Value> {
  Value out{Kind::duration, false, 0, 0};
  const Int128 sign = in.take("-") != '\0' ? -1 : 1;
  if (in.take("P") == '\0') return std::nullopt;
  bool time = false;
  bool any = false;
  while (!in.rest.empty()) {
    if (!time && in.take("T") != '\0') time = true;
    const auto value = in.digits(1, 18);
    const char unit = value ? in.take(time ? "HMS" : "YMWD") : '\0';
    if (unit == '\0') return std::nullopt;
    any = true;
    if (!time && (unit == 'Y' || unit == 'M')) {
      out.lo += sign * *value * (unit == 'Y' ? 12 : 1);
    } else {
      *out.hi += sign * *value *
                 (unit == 'W'   ? 7 * day_seconds
                  : unit == 'D' ? day_seconds
                  : unit == 'H' ? 3'600
                  : unit == 'M' ? 60
                                : 1);
    }
  }
  return any ? std::optional(out) : std::nullopt;
}
auto comparable(const Value& duration) -> Int128 {
  return (duration.lo / 12 * 365 + duration.lo % 12 * 30) * day_seconds + *duration.hi;
}
auto moved_by_months(Int128 days, Int128 months) -> std::optional<Int128> {
  if (months > 120'000 || months < -120'000) return std::nullopt;
  const auto date = civil(days);
  const auto total =
      static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1 + months;
  const std::chrono::year year{static_cast<int>(floor_div(total, 12))};
  const std::chrono::month month{static_cast<unsigned>(total - floor_div(total, 12) * 12) + 1};
  const auto day = std::min(date.day(), (year / month / std::chrono::last).day());
  return days_of(static_cast<int>(year), static_cast<unsigned>(month), static_cast<unsigned>(day));
}

// ---- versions: pieces, `~` before zero before letters before numbers; zeros without end behind the last ----

auto next_piece(std::string_view& text) -> std::pair<int, std::string> {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto skip = [&](auto wanted) {
    const auto end = std::find_if_not(text.begin(), text.end(), wanted);
    const std::string piece(text.begin(), end);
    text.remove_prefix(piece.size());
    return piece;
  };
  skip([&](char c) { return !is_digit(c) && !is_letter(c) && c != '~'; });
  if (text.empty()) return {1, ""};
  if (text.front() == '~') return text.remove_prefix(1), std::pair{0, std::string()};
  if (is_letter(text.front())) return {2, skip(is_letter)};
  const auto digits = skip(is_digit);
  const auto zeros = digits.find_first_not_of('0');
  return zeros == std::string::npos ? std::pair{1, std::string()} : std::pair{3, digits.substr(zeros)};
}
auto version_order(std::string_view a, std::string_view b) -> int {
  while (!a.empty() || !b.empty()) {
    const auto x = next_piece(a);
    const auto y = next_piece(b);
    if (x.first != y.first) return x.first < y.first ? -1 : 1;
    if (x.first == 3 && x.second.size() != y.second.size()) return x.second.size() < y.second.size() ? -1 : 1;
    if (const auto order = x.second.compare(y.second); order != 0) return order;
  }
  return 0;
}

// ---- addresses: a byte for the family, then 16 bytes; a subnet has a byte more, its prefix ----

auto parse_address(const std::string& text) -> std::optional<std::string> {
  char bytes[17] = {};
  if (inet_pton(AF_INET, text.c_str(), bytes + 13) == 1) return std::string(bytes, 17);
  bytes[0] = 1;
  if (inet_pton(AF_INET6, text.c_str(), bytes + 1) == 1) return std::string(bytes, 17);
  return std::nullopt;
}
auto parse_subnet(std::string_view text) -> std::optional<std::string> {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto base = parse_address(std::string(text.substr(0, slash)));
  Reader in{text.substr(slash + 1)};
  const auto prefix = in.digits(1, 3);
  if (!base || !prefix || !in.rest.empty() || *prefix > ((*base)[0] != 0 ? 128 : 32)) return std::nullopt;
  return *base + static_cast<char>(static_cast<unsigned char>(*prefix));
}
auto prefix_of(const std::string& subnet) -> int { return static_cast<unsigned char>(subnet[17]); }
auto holds(const std::string& subnet, const std::string& other) -> bool {
  if (subnet[0] != other[0] || (other.size() == 18 && prefix_of(other) < prefix_of(subnet))) return false;
  const auto skipped = subnet[0] != 0 ? 0 : 96;
  for (int bit = 0; bit < prefix_of(subnet); ++bit) {
    const auto byte = static_cast<std::size_t>(1 + (bit + skipped) / 8);
    const auto mask = 128 >> (bit % 8);
    if ((subnet[byte] & mask) != (other[byte] & mask)) return false;
  }
  return true;
}
auto is_private(std::string address) -> bool {
  if (holds(*parse_subnet("::ffff:0:0/96"), address)) address[0] = 0, std::fill_n(address.begin() + 1, 12, '\0');
  for (const auto* range : {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8",
                            "169.254.0.0/16", "fc00::/7", "::1/128", "fe80::/10"}) {
    if (holds(*parse_subnet(range), address)) return true;
  }
  return false;
}

// Saturdays and Sundays are off unless they are in `worked`, and so are the days in `off`; a year of which no day off
// is listed is not known.
auto working_day(Int128 day, Int128 count, const Value& off, const Value& worked) -> Value {
  const auto in = [](const Value& list, auto wanted) {
    return std::any_of(list.elements->begin(), list.elements->end(),
                       [&](const Value& date) { return wanted(date.lo); });
  };
  for (const auto& list : {off, worked}) {
    const auto known = [](const Value& date) { return date.kind == Kind::date; };
    if (list.open || !std::all_of(list.elements->begin(), list.elements->end(), known)) return {};
  }
  if (count % one != 0) return {};
  const Int128 step = count < 0 ? -1 : 1;
  for (count /= one; count != 0;) {
    day += step;
    if (!in(off, [&](Int128 other) { return civil(other).year() == civil(day).year(); })) return {};
    const auto is_day = [&](Int128 other) { return other == day; };
    const bool weekend = ((day + 4) % 7 + 7) % 7 % 6 == 0;
    if (!in(off, is_day) && (!weekend || in(worked, is_day))) count -= step;
  }
  return {Kind::date, false, day};
}

}  // namespace

auto whole_number(Int128 value) -> Value { return {Kind::number, false, value * one}; }
auto make_list(Values elements, bool open) -> Value {
  Value out{Kind::list};
  out.elements = std::make_shared<const Values>(std::move(elements));
  out.open = open;
  return out;
}

auto parse_number(std::string_view text) -> std::optional<Value> {
  Reader in{text};
  const bool minus = in.take("-") != '\0';
  std::string digits;
  Int128 exponent = 0;
  for (bool fraction = false; !in.rest.empty() && in.rest.front() != 'e' && in.rest.front() != 'E';) {
    const char c = in.take("0123456789.");
    if (c == '\0' || (c == '.' && fraction)) return std::nullopt;
    if (c == '.') fraction = true;
    if (c == '.') continue;
    digits += c;
    exponent -= fraction ? 1 : 0;
  }
  if (in.take("eE") != '\0') {
    const char sign = in.take("+-");
    const auto value = in.digits(1, 18);
    if (!value || !in.rest.empty()) return std::nullopt;
    exponent += sign == '-' ? -*value : *value;
  }
  if (digits.empty()) return std::nullopt;
  digits.erase(0, digits.find_first_not_of('0'));
  for (; !digits.empty() && digits.back() == '0'; ++exponent) digits.pop_back();
  if (digits.empty()) return whole_number(0);
  if (exponent < -18 || exponent + static_cast<Int128>(digits.size()) > 18 || digits.size() > 18) return std::nullopt;
  Reader units{digits};
  const auto value = *units.digits(1, 18) * power(static_cast<int>(18 + exponent));
  return Value{Kind::number, false, minus ? -value : value};
}

auto parse_value(Kind kind, std::string_view text) -> std::optional<Value> {
  Reader in{text};
  Value out{kind};
  const auto whole = [&](std::optional<Int128> read) -> std::optional<Value> {
    if (!read || !in.rest.empty()) return std::nullopt;
    out.lo = *read;
    return out;
  };
  const auto bytes = [&](std::optional<std::string> read) -> std::optional<Value> {
    if (!read) return std::nullopt;
    out.text = *read;
    return out;
  };
  switch (kind) {
    case Kind::number:
      return parse_number(text);
    case Kind::text:
      return bytes(std::string(text));
    case Kind::version:
      return text.empty() ? std::nullopt : bytes(std::string(text));
    case Kind::date:
      return whole(read_date(in));
    case Kind::instant:
      return whole(read_instant(in));
    case Kind::duration:
      return read_duration(in);
    case Kind::address:
      return bytes(parse_address(std::string(text)));
    case Kind::subnet:
      return bytes(parse_subnet(text));
    default:
      return std::nullopt;
  }
}

auto mirrored(Op op) -> Op {
  constexpr Op mirror[] = {Op::eq, Op::ne, Op::gt, Op::ge, Op::lt, Op::le};
  return mirror[static_cast<int>(op)];
}

auto day_of(const Value& value) -> std::optional<Int128> {
  if (value.kind == Kind::date) return value.lo;
  if (value.kind == Kind::instant) return floor_div(value.lo + china, day_seconds * second);
  return std::nullopt;
}

auto compare(Op op, const Value& a, const Value& b) -> Truth {
  if (a.kind == Kind::none || b.kind == Kind::none) return Truth::no;
  if (!a.is_value() || !b.is_value()) return Truth::unknown;
  int order = 0;
  if (const auto x = range_of(a), y = range_of(b); x && y) return compare_ranges(op, *x, *y);
  if (a.kind != b.kind) {
    if (!day_of(a) || !day_of(b)) return Truth::unknown;
    order = *day_of(a) < *day_of(b) ? -1 : *day_of(a) > *day_of(b) ? 1 : 0;
  } else if (a.kind == Kind::list) {
    return Truth::unknown;
  } else if (a.kind == Kind::version) {
    order = version_order(a.text, b.text);
  } else if (a.kind == Kind::duration) {
    order = comparable(a) < comparable(b) ? -1 : comparable(a) > comparable(b) ? 1 : 0;
  } else {
    order = a.lo < b.lo ? -1 : a.lo > b.lo ? 1 : a.text.compare(b.text);
  }
  const bool results[] = {order == 0, order != 0, order < 0, order <= 0, order > 0, order >= 0};
  return truth(results[static_cast<int>(op)]);
}

auto same(const Value& a, const Value& b) -> bool {
  if (a.kind == Kind::interval && b.kind == Kind::interval) return a.lo == b.lo && a.hi == b.hi;
  if (a.kind == Kind::list && b.kind == Kind::list) {
    return a.open == b.open &&
           std::equal(a.elements->begin(), a.elements->end(), b.elements->begin(), b.elements->end(), same);
  }
  return a.is_value() && a.kind == b.kind && compare(Op::eq, a, b) == Truth::yes;
}

auto within(const Value& part, const Value& whole) -> Truth {
  if (part.kind == Kind::none || whole.kind == Kind::none) return Truth::no;
  if (whole.kind == Kind::subnet && (part.kind == Kind::address || part.kind == Kind::subnet)) {
    return truth(holds(whole.text, part.text));
  }
  if (whole.kind != Kind::text || part.kind != Kind::text) return Truth::unknown;
  return truth(whole.text.find(part.text) != std::string::npos);
}

auto moved(const Value& from, Int128 months, Int128 seconds) -> Value {
  const auto day = *day_of(from);
  const auto to = moved_by_months(day, months);
  if (!to) return {};
  if (from.kind == Kind::date) {
    const auto date = *to + floor_div(seconds, day_seconds);
    return date < *days_of(1, 1, 1) || date > *days_of(9999, 12, 31) ? Value{} : Value{Kind::date, false, date};
  }
  const auto moment = from.lo + (*to - day) * day_seconds * second + seconds * second;
  const auto first = *days_of(1, 1, 1) * day_seconds * second;
  const auto last = (*days_of(9999, 12, 31) + 1) * day_seconds * second - china - 1;
  return moment < first || moment > last ? Value{} : Value{Kind::instant, false, moment};
}

auto arithmetic(char op, const Value& a, const Value& b) -> Value {
  if (a.kind == Kind::none || b.kind == Kind::none) return none();
  if (!a.is_value() || !b.is_value()) return a.is_value() ? b : a;
  if (const auto x = range_of(a), y = range_of(b); x && y) return intervals(op, *x, *y);
  if (a.kind == Kind::duration && b.kind != Kind::duration && (op == '+' || op == '*')) return arithmetic(op, b, a);
  if (b.kind == Kind::duration) {
    const Int128 sign = op == '-' ? -1 : 1;
    if (a.kind == Kind::number && op == '*' && a.lo % one == 0) {
      return {Kind::duration, false, b.lo * (a.lo / one), *b.hi * (a.lo / one)};
    }
    if (op != '+' && op != '-') return {};
    if (a.kind == Kind::duration) return {Kind::duration, false, a.lo + sign * b.lo, *a.hi + sign * *b.hi};
    return day_of(a) ? moved(a, sign * b.lo, sign * *b.hi) : Value{};
  }
  if (op != '-' || !day_of(a) || !day_of(b)) return {};
  const bool exact = a.kind == Kind::instant && b.kind == Kind::instant;
  return {Kind::duration, false, 0, exact ? (a.lo - b.lo) / second : (*day_of(a) - *day_of(b)) * day_seconds};
}

auto builtin(const std::string& name, const Values& arguments) -> Value {
  static const std::map<std::string, std::vector<Kind>> takes{
      {"length", {Kind::text}},
      {"days", {Kind::duration}},
      {"days_between", {Kind::date, Kind::date}},
      {"year", {Kind::date}},
      {"abs", {Kind::number}},
      {"overlaps", {Kind::subnet, Kind::subnet}},
      {"is_private", {Kind::address}},
      {"prefix_length", {Kind::subnet}},
      {"working-days-after", {Kind::date, Kind::number, Kind::list, Kind::list}},
      {"working-days-before", {Kind::date, Kind::number, Kind::list, Kind::list}}};
  const auto& kinds = takes.at(name);
  if (arguments.size() != kinds.size()) throw std::out_of_range(name + ": not as many arguments as it takes");
  const bool gives_truth = name == "overlaps" || name == "is_private";
  for (const auto& argument : arguments) {
    if (argument.kind == Kind::none) return gives_truth ? of_truth(Truth::no) : none();
  }
  for (const auto& argument : arguments) {
    if (!argument.is_value()) return argument;
  }
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const auto kind = arguments[i].kind == Kind::interval ? Kind::number : arguments[i].kind;
    if (kind != kinds[i]) throw std::out_of_range(name + ": an argument of another kind than it takes");
  }
  const auto& a = arguments[0];
  if (name == "length") {
    const auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return whole_number(std::count_if(a.text.begin(), a.text.end(), starts));
  }
  if (name == "days") return arithmetic('/', whole_number(comparable(a)), whole_number(day_seconds));
  if (name == "year") return whole_number(static_cast<int>(civil(a.lo).year()));
  if (name == "prefix_length") return whole_number(prefix_of(a.text));
  if (name == "is_private") return of_truth(truth(is_private(a.text)));
  if (name == "abs") {
    const auto range = *range_of(a);
    if (range.lo >= 0) return a;
    if (!range.hi) return {Kind::interval, false, 0, std::nullopt};
    if (*range.hi <= 0) return from_range(-*range.hi, -range.lo, false);
    return from_range(0, std::max(-range.lo, *range.hi), false);
  }
  if (name == "days_between") return whole_number(arguments.at(1).lo - a.lo);
  if (name == "overlaps")
    return of_truth(truth(holds(a.text, arguments.at(1).text) || holds(arguments.at(1).text, a.text)));
  if (arguments.at(1).kind != Kind::number) return {};
  const Int128 sign = name == "working-days-before" ? -1 : 1;
  return working_day(a.lo, sign * arguments.at(1).lo, arguments.at(2), arguments.at(3));
}

}  // namespace dengbao::check
