#include <algorithm>
#include <functional>

#include "value/interval.h"
#include "value/value.h"

namespace dengbao {
namespace {

template <typename Ordering>
auto holds(CompareOp op, Ordering order) -> bool {
  switch (op) {
    case CompareOp::equal:
      return order == 0;
    case CompareOp::not_equal:
      return order != 0;
    case CompareOp::less:
      return order < 0;
    case CompareOp::less_equal:
      return order <= 0;
    case CompareOp::greater:
      return order > 0;
    case CompareOp::greater_equal:
      return order >= 0;
  }
  return false;
}

auto surely_less(const Interval& a, const Interval& b) -> bool { return a.hi && *a.hi < b.lo; }
auto surely_at_most(const Interval& a, const Interval& b) -> bool { return a.hi && *a.hi <= b.lo; }

auto less(const Interval& a, const Interval& b) -> Truth {
  if (surely_less(a, b)) return Truth::yes;
  return surely_at_most(b, a) ? Truth::no : Truth::unknown;
}

auto equal(const Interval& a, const Interval& b) -> Truth {
  if (surely_less(a, b) || surely_less(b, a)) return Truth::no;
  return surely_at_most(a, b) && surely_at_most(b, a) ? Truth::yes : Truth::unknown;
}

auto compare_intervals(CompareOp op, const Interval& a, const Interval& b) -> Truth {
  switch (op) {
    case CompareOp::equal:
      return equal(a, b);
    case CompareOp::not_equal:
      return !equal(a, b);
    case CompareOp::less:
      return less(a, b);
    case CompareOp::less_equal:
      return !less(b, a);
    case CompareOp::greater:
      return less(b, a);
    case CompareOp::greater_equal:
      return !less(a, b);
  }
  return Truth::unknown;
}

// Neither is none or unknown.
auto compare_mixed(CompareOp op, const Value& a, const Value& b) -> Truth {
  const auto* a_instant = a.get_if<Instant>();
  const auto* b_instant = b.get_if<Instant>();
  const auto* a_date = a.get_if<Date>();
  const auto* b_date = b.get_if<Date>();
  if (a_instant != nullptr && b_date != nullptr) return truth(holds(op, a_instant->day() <=> *b_date));
  if (a_date != nullptr && b_instant != nullptr) return truth(holds(op, *a_date <=> b_instant->day()));
  const auto left = as_interval(a);
  const auto right = as_interval(b);
  return left && right ? compare_intervals(op, *left, *right) : Truth::unknown;
}

auto same_lists(const List& a, const List& b) -> bool {
  return a.open == b.open &&
         std::equal(a.elements.begin(), a.elements.end(), b.elements.begin(), b.elements.end(), same);
}

auto mix(std::size_t seed, std::size_t more) -> std::size_t {
  return seed ^ (more + 0x9e3779b97f4a7c15U + (seed << 6U) + (seed >> 2U));
}

auto hash_of(Number number) -> std::size_t { return number.hash(); }
auto hash_of(const Address& address) -> std::size_t {
  const std::string_view bytes(reinterpret_cast<const char*>(address.bytes.data()), address.bytes.size());
  return mix(std::hash<std::string_view>()(bytes), address.v6 ? 1 : 0);
}

auto hash_of(const List& list) -> std::size_t {
  std::size_t out = list.open ? 1 : 0;
  for (const auto& element : list.elements) out = mix(out, hash(element));
  return out;
}

}  // namespace

auto negated(CompareOp op) -> CompareOp {
  switch (op) {
    case CompareOp::equal:
      return CompareOp::not_equal;
    case CompareOp::not_equal:
      return CompareOp::equal;
    case CompareOp::less:
      return CompareOp::greater_equal;
    case CompareOp::less_equal:
      return CompareOp::greater;
    case CompareOp::greater:
      return CompareOp::less_equal;
    case CompareOp::greater_equal:
      return CompareOp::less;
  }
  return op;
}

auto mirrored(CompareOp op) -> CompareOp {
  switch (op) {
    case CompareOp::less:
      return CompareOp::greater;
    case CompareOp::less_equal:
      return CompareOp::greater_equal;
    case CompareOp::greater:
      return CompareOp::less;
    case CompareOp::greater_equal:
      return CompareOp::less_equal;
    default:
      return op;
  }
}

auto compare(CompareOp op, const Value& a, const Value& b) -> Truth {
  if (a.is_none() || b.is_none()) return Truth::no;
  if (a.is_unknown() || b.is_unknown()) return Truth::unknown;
  if (a.data().index() != b.data().index()) return compare_mixed(op, a, b);
  return std::visit(Overloaded{
                        [&](const Interval& left) { return compare_intervals(op, left, b.as<Interval>()); },
                        [](const std::shared_ptr<const List>&) { return Truth::unknown; },
                        [](Unknown) { return Truth::unknown; },
                        [](None) { return Truth::no; },
                        [&]<typename T>(const T& left) { return truth(holds(op, left <=> b.as<T>())); },
                    },
                    a.data());
}

auto same(const Value& a, const Value& b) -> bool {
  if (!a.is_value() || a.data().index() != b.data().index()) return false;
  if (a.get_if<std::shared_ptr<const List>>() != nullptr) return same_lists(a.list(), b.list());
  return a.data() == b.data();
}

auto hash(const Value& value) -> std::size_t {
  const auto inner =
      std::visit(Overloaded{
                     [](Unknown) -> std::size_t { return 0; },
                     [](None) -> std::size_t { return 0; },
                     [](bool known) -> std::size_t { return known ? 1 : 0; },
                     [](Number number) { return hash_of(number); },
                     [](const Interval& range) { return mix(hash_of(range.lo), range.hi ? hash_of(*range.hi) : 0); },
                     [](std::string_view text) { return std::hash<std::string_view>()(text); },
                     [](Date date) { return static_cast<std::size_t>(date.days); },
                     [](Instant instant) { return static_cast<std::size_t>(instant.microseconds); },
                     [](const Duration& duration) { return static_cast<std::size_t>(duration.comparable_seconds()); },
                     [](Version version) { return hash(version); },
                     [](const Address& address) { return hash_of(address); },
                     [](const Subnet& subnet) { return mix(hash_of(subnet.base), subnet.prefix); },
                     [](Enumerator word) { return static_cast<std::size_t>(word.ordinal); },
                     [](Row row) { return mix(row.record.index, row.index); },
                     [](const std::shared_ptr<const List>& list) { return hash_of(*list); },
                 },
                 value.data());
  return mix(value.data().index(), inner);
}

}  // namespace dengbao
