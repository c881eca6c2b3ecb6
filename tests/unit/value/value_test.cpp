#include "value/value.h"

#include <catch2/catch.hpp>
#include <random>

using namespace dengbao;

namespace {
constexpr std::int64_t day_seconds = 86'400;
constexpr CompareOp all_ops[] = {CompareOp::equal,      CompareOp::not_equal, CompareOp::less,
                                 CompareOp::less_equal, CompareOp::greater,   CompareOp::greater_equal};

auto number(std::string_view text) -> Value { return Number::parse(text).number.value(); }
auto range(std::int64_t lo, std::int64_t hi) -> Value { return Interval{Number(lo), Number(hi)}; }
auto from(std::int64_t lo) -> Value { return Interval{Number(lo), std::nullopt}; }
auto day_of(std::string_view text) -> Value { return Date::parse(text).value(); }
auto version(std::string_view text) -> Value { return Version{text}; }
auto text(std::string_view words) -> Value { return words; }
auto words(const Value& value) -> std::string { return to_text(value, Lang::en); }
}  // namespace

TEST_CASE("truth follows strong Kleene tables") {
  constexpr Truth all[] = {Truth::no, Truth::unknown, Truth::yes};
  for (const auto a : all) {
    for (const auto b : all) {
      CHECK((a && b) == (a == Truth::no || b == Truth::no             ? Truth::no
                         : a == Truth::unknown || b == Truth::unknown ? Truth::unknown
                                                                      : Truth::yes));
      CHECK((a || b) == !(!a && !b));
    }
  }
  CHECK(Value().truth() == Truth::unknown);
  CHECK(Value(None{}).truth() == Truth::no);
  CHECK(Value(true).truth() == Truth::yes);
}

TEST_CASE("an unknown list is open, a list that does not exist is closed") {
  CHECK(Value().list().open);
  CHECK_FALSE(Value(None{}).list().open);
  CHECK(make_list({{number("1")}, false}).list().elements.size() == 1);
}

TEST_CASE("comparing with none is false, with unknown unknown") {
  for (const auto op : all_ops) {
    CHECK(compare(op, number("1"), None{}) == Truth::no);
    CHECK(compare(op, None{}, None{}) == Truth::no);
    CHECK(compare(op, Unknown{}, None{}) == Truth::no);
    CHECK(compare(op, number("1"), Unknown{}) == Truth::unknown);
    CHECK(compare(op, Unknown{}, Unknown{}) == Truth::unknown);
  }
}

TEST_CASE("an interval is decided only if every number in it agrees") {
  CHECK(compare(CompareOp::less, range(1, 3), number("4")) == Truth::yes);
  CHECK(compare(CompareOp::less, range(1, 3), number("3")) == Truth::unknown);
  CHECK(compare(CompareOp::less, range(1, 3), number("1")) == Truth::no);
  CHECK(compare(CompareOp::less_equal, range(1, 3), number("3")) == Truth::yes);
  CHECK(compare(CompareOp::greater_equal, from(3), number("3")) == Truth::yes);
  CHECK(compare(CompareOp::greater, from(3), number("3")) == Truth::unknown);
  CHECK(compare(CompareOp::less, from(3), number("3")) == Truth::no);
  CHECK(compare(CompareOp::equal, range(1, 3), number("4")) == Truth::no);
  CHECK(compare(CompareOp::not_equal, range(1, 3), range(4, 5)) == Truth::yes);
  CHECK(compare(CompareOp::equal, range(1, 3), range(1, 3)) == Truth::unknown);
  CHECK(compare(CompareOp::equal, range(2, 2), number("2")) == Truth::yes);
}

TEST_CASE("interval comparison and arithmetic agree with every number inside") {
  std::mt19937 random(5);
  const auto draw = [&] { return static_cast<std::int64_t>(random() % 9) - 4; };
  for (int i = 0; i < 3'000; ++i) {
    auto a = std::minmax({draw(), draw()});
    auto b = std::minmax({draw(), draw()});
    for (const auto op : all_ops) {
      bool any = false;
      bool every = true;
      for (auto x = a.first; x <= a.second; ++x) {
        for (auto y = b.first; y <= b.second; ++y) {
          const bool holds = compare(op, Number(x), Number(y)) == Truth::yes;
          any = any || holds;
          every = every && holds;
        }
      }
      REQUIRE(compare(op, range(a.first, a.second), range(b.first, b.second)) == (every ? Truth::yes
                                                                                  : any ? Truth::unknown
                                                                                        : Truth::no));
    }
    for (const auto op : {ArithmeticOp::add, ArithmeticOp::subtract, ArithmeticOp::multiply, ArithmeticOp::divide}) {
      const auto all = arithmetic(op, range(a.first, a.second), range(b.first, b.second));
      if (all.is_unknown()) continue;
      for (auto x = a.first; x <= a.second; ++x) {
        for (auto y = b.first; y <= b.second; ++y) {
          const auto one = arithmetic(op, Number(x), Number(y));
          REQUIRE(compare(CompareOp::not_equal, one, all) != Truth::yes);
        }
      }
    }
  }
}

TEST_CASE("comparison is antisymmetric, and its opposite negates it") {
  const std::vector<std::vector<Value>> kinds = {
      {number("-1"), number("0.5"), number("8"), range(0, 3), from(1), range(8, 8)},
      {text(""), text("a"), text("b"), text("密码")},
      {day_of("2026-01-01"), day_of("2026-11-21"), Instant::parse("2026-11-21T15:00:00Z").value()},
      {Duration{6, 0}, Duration{0, 180 * day_seconds}, Duration{0, 1}},
      {version("1.2"), version("1.10"), version("1.2.0"), version("9.2p1")},
      {Enumerator{0}, Enumerator{3}},
      {Value(), Value()},
  };
  for (const auto& values : kinds) {
    for (const auto& a : values) {
      for (const auto& b : values) {
        for (const auto op : all_ops) {
          CHECK(compare(op, a, b) == compare(mirrored(op), b, a));
          CHECK(compare(op, a, b) == !compare(negated(op), a, b));
        }
        if (same(a, b)) CHECK(hash(a) == hash(b));
      }
    }
  }
}

TEST_CASE("a date meets an instant by its day in China") {
  CHECK(compare(CompareOp::equal, day_of("2026-11-22"), Instant::parse("2026-11-21T16:00:00Z").value()) == Truth::yes);
  CHECK(compare(CompareOp::less, day_of("2026-11-21"), Instant::parse("2026-11-21T16:00:00Z").value()) == Truth::yes);
}

TEST_CASE("versions compare number by number") {
  const char* ascending[] = {"1.0~rc1", "1.0",   "1.0a",    "1.0.1", "1.2",   "1.10", "1.10.0.1",
                             "9.2",     "9.2p1", "9.2p1-2", "9.2p2", "9.2.1", "10",   "99999999999999999999999999"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    CHECK(Version::valid(ascending[i]));
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      INFO(ascending[i] << " and " << ascending[j]);
      CHECK((Version{ascending[i]} < Version{ascending[j]}) == (i < j));
    }
  }
  CHECK(same(version("1.2"), version("1.2.0")));
  CHECK(same(version("1.02"), version("1-2")));
  CHECK(hash(version("1.2")) == hash(version("01.2.0.0")));
  const auto* bad = GENERATE("", "v1", ".1", "1 2", "1/2", "1版");
  CHECK_FALSE(Version::valid(bad));
}

TEST_CASE("arithmetic gives a result or the reason why there is none") {
  const auto cause = [](const Value& value) { return value.as<Unknown>().cause; };
  CHECK(words(arithmetic(ArithmeticOp::add, number("0.1"), number("0.2"))) == "0.3");
  CHECK(cause(arithmetic(ArithmeticOp::divide, number("1"), number("0"))) == Cause::division_by_zero);
  CHECK(cause(arithmetic(ArithmeticOp::divide, number("1"), range(0, 2))) == Cause::division_by_zero);
  CHECK(cause(arithmetic(ArithmeticOp::add, number("999999999999999999"), number("1"))) == Cause::overflow);
  CHECK(cause(arithmetic(ArithmeticOp::add, day_of("9999-12-31"), Duration{1, 0})) == Cause::out_of_range);
  CHECK(arithmetic(ArithmeticOp::add, number("1"), None{}).is_none());
  CHECK(arithmetic(ArithmeticOp::add, Value{}, None{}).is_none());
  CHECK(cause(arithmetic(ArithmeticOp::add, Unknown{Cause::empty_list}, number("1"))) == Cause::empty_list);
  CHECK(words(arithmetic(ArithmeticOp::subtract, day_of("2026-11-21"), day_of("2026-11-01"))) == "20 days");
  CHECK(words(arithmetic(ArithmeticOp::subtract, day_of("2026-11-21"), Duration{6, 0})) == "2026-05-21");
  CHECK(words(arithmetic(ArithmeticOp::multiply, number("2"), Duration{6, 0})) == "1 year");
  CHECK(words(arithmetic(ArithmeticOp::multiply, range(1, 3), number("-2"))) == "-6 to -2");
  CHECK(words(arithmetic(ArithmeticOp::multiply, from(1), number("2"))) == "at least 2");
  CHECK(arithmetic(ArithmeticOp::multiply, from(1), number("-2")).is_unknown());
  CHECK(arithmetic(ArithmeticOp::subtract, number("5"), from(1)).is_unknown());
  CHECK(words(arithmetic(ArithmeticOp::subtract, from(5), number("1"))) == "at least 4");
  CHECK(words(arithmetic(ArithmeticOp::divide, range(3, 4), range(4, 8))) == "0.375 to 1");
  CHECK(words(arithmetic(ArithmeticOp::divide, range(3, 4), from(4))) == "0 to 1");
}

TEST_CASE("containment") {
  const Value subnet = Subnet::parse("10.0.0.0/8").value();
  CHECK(contained(Address::parse("10.1.2.3").value(), subnet) == Truth::yes);
  CHECK(contained(Address::parse("11.1.2.3").value(), subnet) == Truth::no);
  CHECK(contained(Subnet::parse("10.1.0.0/16").value(), subnet) == Truth::yes);
  CHECK(contained(text("钥"), text("密钥")) == Truth::yes);
  CHECK(contained(text("x"), Unknown{}) == Truth::unknown);
  CHECK(contained(None{}, Unknown{}) == Truth::no);
}

TEST_CASE("values have words in both languages") {
  const auto [duration, en, zh] = GENERATE(table<Duration, const char*, const char*>({
      {Duration{0, 90 * day_seconds}, "90 days", "90 天"},
      {Duration{6, 0}, "6 months", "6 个月"},
      {Duration{18, 0}, "1 year 6 months", "1 年 6 个月"},
      {Duration{0, day_seconds}, "24 hours", "24 小时"},
      {Duration{0, 36 * 3'600}, "36 hours", "36 小时"},
      {Duration{0, 2 * day_seconds}, "2 days", "2 天"},
      {Duration{0, 900}, "15 minutes", "15 分钟"},
      {Duration{0, 1}, "1 second", "1 秒"},
      {Duration{}, "0 days", "0 天"},
      {Duration{0, -30 * day_seconds}, "-30 days", "-30 天"},
      {Duration{1, 10 * day_seconds}, "1 month 10 days", "1 个月 10 天"},
      {Duration{6, -10 * day_seconds}, "6 months - 10 days", "6 个月 - 10 天"},
  }));
  CHECK(to_text(duration, Lang::en) == en);
  CHECK(to_text(duration, Lang::zh) == zh);
  CHECK(to_text(Value(true), Lang::zh) == "是");
  CHECK(to_text(Value(false), Lang::en) == "no");
  CHECK(to_text(range(3, 5), Lang::zh) == "3 至 5");
  CHECK(words(make_list({{number("1"), number("2")}, true})) == "1, 2, …");
}
