#include "value/functions.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "value/interval.h"
#include "value/working_days.h"

namespace dengbao {
namespace {

// ---- What the functions compute, of known arguments -----------------------------------------------------------------

auto length(std::string_view text) -> Value { return Number(static_cast<std::int64_t>(utf8::length(text))); }

auto days(Duration duration) -> Value {
  constexpr std::int64_t most = 1'000'000'000'000'000'000;
  const auto seconds = duration.comparable_seconds();
  if (seconds >= most || seconds <= -most) return Unknown{Cause::overflow};
  return arithmetic(ArithmeticOp::divide, Number(seconds), Number(86'400));
}

auto days_between(Date from, Date to) -> Value { return Number(std::int64_t{to.days} - from.days); }

auto year(Date date) -> Value { return Number(date.year()); }

auto absolute(Interval range) -> Value {
  const Number zero;
  if (range.lo >= zero) return from_interval(range);
  if (!range.hi) return Interval{zero, std::nullopt};
  if (*range.hi <= zero) return from_interval({range.hi->negated(), range.lo.negated()});
  return Interval{zero, std::max(range.lo.negated(), *range.hi)};
}

auto overlaps(Subnet a, Subnet b) -> bool { return a.contains(b) || b.contains(a); }

// RFC 1918, RFC 6598 (carrier-grade NAT), RFC 4193, loopback and link-local.
auto is_private(Address address) -> bool {
  static const auto ranges = [] {
    std::vector<Subnet> out;
    for (const auto* text : {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8",
                             "169.254.0.0/16", "fc00::/7", "::1/128", "fe80::/10"}) {
      out.push_back(*Subnet::parse(text));
    }
    return out;
  }();
  static const auto mapped = *Subnet::parse("::ffff:0:0/96");
  if (mapped.contains(address)) address.v6 = false;  // an IPv4 address in an IPv6 coat
  return std::any_of(ranges.begin(), ranges.end(), [&](const Subnet& range) { return range.contains(address); });
}

auto prefix_length(Subnet subnet) -> Value { return Number(subnet.prefix); }

using ListPointer = std::shared_ptr<const List>;

// Dates of a list all of whose elements are known.
auto dates_of(const List& list) -> std::optional<std::vector<Date>> {
  std::vector<Date> dates;
  for (const auto& element : list.elements) {
    if (const auto* date = element.get_if<Date>()) dates.push_back(*date);
  }
  if (list.open || dates.size() != list.elements.size()) return std::nullopt;
  return dates;
}

auto working_days_from(Date start, Number count, const ListPointer& off, const ListPointer& worked) -> Value {
  const auto days_off = dates_of(*off);
  const auto days_worked = dates_of(*worked);
  if (!days_off || !days_worked) return Unknown{};
  if (!count.is_whole()) return Unknown{Cause::out_of_range};
  const auto date = WorkingCalendar(*days_off, *days_worked).after(start, count.whole());
  return date ? Value(*date) : Value(Unknown{Cause::out_of_range});
}

auto working_days_after(Date start, Number count, ListPointer off, ListPointer worked) -> Value {
  return working_days_from(start, count, off, worked);
}

auto working_days_before(Date start, Number count, ListPointer off, ListPointer worked) -> Value {
  return working_days_from(start, count.negated(), off, worked);
}

// ---- From values to arguments ---------------------------------------------------------------------------------------

template <typename T>
auto argument(const Value& value) -> std::optional<T> {
  if constexpr (std::is_same_v<T, Interval>) {
    return as_interval(value);
  } else {
    const auto* known = value.get_if<T>();
    return known != nullptr ? std::optional<T>(*known) : std::nullopt;
  }
}

// Wraps a function of known arguments: of what does not exist, a yes/no is no and anything else is none, whatever the
// other arguments are; else it is unknown of what is unknown.
template <auto body>
struct Lift;
template <typename Result, typename... Ts, Result (*body)(Ts...)>
struct Lift<body> {
  static auto apply(std::span<const Value> arguments) -> Value {
    for (const auto& value : arguments) {
      if (value.is_none()) return std::is_same_v<Result, bool> ? Value(false) : Value(None{});
    }
    for (const auto& value : arguments) {
      if (value.is_unknown()) return value;
    }
    return call(arguments, std::index_sequence_for<Ts...>());
  }

 private:
  template <std::size_t... I>
  static auto call(std::span<const Value> arguments, std::index_sequence<I...>) -> Value {
    if (arguments.size() != sizeof...(Ts)) return Unknown{};
    const std::tuple<std::optional<Ts>...> typed{argument<Ts>(arguments[I])...};
    if (!(std::get<I>(typed).has_value() && ...)) return Unknown{};
    return Value(body(*std::get<I>(typed)...));
  }
};

template <auto body>
constexpr auto lift = &Lift<body>::apply;

constexpr Type address_type{Kind::address, false, 0};
constexpr Type subnet_type{Kind::subnet, false, 0};

}  // namespace

auto functions() -> std::span<const Function> {
  static const std::vector<Function> table = {
      {"length",
       {text_type},
       number_type,
       lift<length>,
       {"length of {0}", "{0}的长度"},
       {"The number of characters of a text.", "文本的字符数。"}},
      {"days",
       {duration_type},
       number_type,
       lift<days>,
       {"{0} in days", "{0}折合的天数"},
       {"A length of time in days; 12 months count 365 days, a further month 30.",
        "时长折合的天数；12 个月按 365 天计，不足 12 个月的每月按 30 天计。"}},
      {"days_between",
       {date_type, date_type},
       number_type,
       lift<days_between>,
       {"days from {0} to {1}", "{0}至{1}的天数"},
       {"The days from the first date to the second; negative if the second is earlier.",
        "从第一个日期到第二个日期的天数；第二个日期较早时为负数。"}},
      {"year",
       {date_type},
       number_type,
       lift<year>,
       {"year of {0}", "{0}的年份"},
       {"The calendar year of a date.", "日期所在的年份。"}},
      {"abs",
       {number_type},
       number_type,
       lift<absolute>,
       {"absolute value of {0}", "{0}的绝对值"},
       {"A number without its sign.", "数值的绝对值。"}},
      {"overlaps",
       {subnet_type, subnet_type},
       truth_type,
       lift<overlaps>,
       {"{0} overlaps {1}", "{0}与{1}重叠"},
       {"Whether two address ranges share an address.", "两个网段是否有共同的地址。"}},
      {"is_private",
       {address_type},
       truth_type,
       lift<is_private>,
       {"{0} is a private address", "{0}为内部地址"},
       {"Whether an address is not routed on the internet: private, shared (carrier-grade NAT), loopback or "
        "link-local.",
        "地址是否不在互联网上路由：私有地址、运营商级 NAT 共享地址、环回地址或链路本地地址。"}},
      {"prefix_length",
       {subnet_type},
       number_type,
       lift<prefix_length>,
       {"prefix length of {0}", "{0}的前缀长度"},
       {"The number of leading bits that all addresses of a range share.", "网段的前缀位数。"}},
      {"working-days-after",
       {date_type, number_type, date_type.list_of(), date_type.list_of()},
       date_type,
       lift<working_days_after>,
       {"{1} working days after {0}", "{0}后第 {1} 个工作日"},
       {"The date so many working days after a date (before it, if negative): Saturdays and Sundays are off unless "
        "they "
        "stand in the last list, and the days of the first list are off. Unknown where days of a year are counted of "
        "which no day off is listed.",
        "某日期后（负数则为之前）第若干个工作日：周六、周日及第一个列表中的日期休息，第二个列表中的日期调休上班；"
        "所数的日期所在年份在第一个列表中没有任何日期时，结果未知。"}},
      {"working-days-before",
       {date_type, number_type, date_type.list_of(), date_type.list_of()},
       date_type,
       lift<working_days_before>,
       {"{1} working days before {0}", "{0}前第 {1} 个工作日"},
       {"The date so many working days before a date; counted like working-days-after.",
        "某日期前第若干个工作日；计算方法同 working-days-after。"}},
  };
  return table;
}

auto find_function(std::string_view name) -> const Function* {
  const auto all = functions();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Function& row) { return row.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace dengbao
