#include "value/number.h"

#include <catch2/catch.hpp>
#include <random>

using namespace dengbao;

namespace {
auto num(std::string_view text) -> Number { return Number::parse(text).number.value(); }
auto shown(std::optional<Number> number) -> std::string { return number ? number->to_string() : "nothing"; }
}  // namespace

TEST_CASE("a number is read as JSON writes it and shown in its shortest form") {
  const auto [text, expected] = GENERATE(table<const char*, const char*>({
      {"0", "0"},
      {"-0", "0"},
      {"-0.00", "0"},
      {"8", "8"},
      {"1.50", "1.5"},
      {"-12.25", "-12.25"},
      {"1e3", "1000"},
      {"1E+3", "1000"},
      {"12e-1", "1.2"},
      {"100e-2", "1"},
      {"0e999999999999999999999", "0"},
      {"0.000000000000000001", "0.000000000000000001"},
      {"999999999999999999", "999999999999999999"},
      {"-0.999999999999999999", "-0.999999999999999999"},
      {"1.00000000000000000000000", "1"},
      {"1000000000000000000000000000000e-30", "1"},
      {"1e17", "100000000000000000"},
      {"0.00000000000000000000001e23", "1"},
  }));
  INFO(text);
  CHECK(shown(Number::parse(text).number) == expected);
}

TEST_CASE("a number of more than 18 digits is too long") {
  const auto* text = GENERATE("1000000000000000000", "1234567890123456789", "0.1234567890123456789", "1e18", "1e-19",
                              "1.000000000000000001", "1e999999999999999999", "1e-999999999999999999");
  INFO(text);
  const auto parsed = Number::parse(text);
  CHECK_FALSE(parsed.number);
  CHECK(parsed.error == Number::ParseError::too_long);
}

TEST_CASE("what JSON does not call a number is malformed") {
  const auto* text = GENERATE("", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1 ", " 1", "1.2.3", "0x10", "NaN",
                              "1e1.5", "--1", "１");
  INFO(text);
  const auto parsed = Number::parse(text);
  CHECK_FALSE(parsed.number);
  CHECK(parsed.error == Number::ParseError::malformed);
}

TEST_CASE("arithmetic is exact, and nothing where the result is too long") {
  CHECK(shown(num("0.1").plus(num("0.2"))) == "0.3");
  CHECK(shown(num("1.5").minus(num("1.5"))) == "0");
  CHECK(shown(num("999999999999999999").plus(num("1"))) == "nothing");
  CHECK(shown(num("999999999999999999").plus(num("0.1"))) == "nothing");
  CHECK(shown(num("-999999999999999999").minus(num("1"))) == "nothing");
  CHECK(shown(num("1.25").times(num("-4"))) == "-5");
  CHECK(shown(num("1000000000").times(num("1000000000"))) == "nothing");
  CHECK(shown(num("1e-10").times(num("1e-10"))) == "nothing");
}

TEST_CASE("division rounds to 12 places, half to even") {
  CHECK(shown(num("1").divided_by(num("8"))) == "0.125");
  CHECK(shown(num("1").divided_by(num("3"))) == "0.333333333333");
  CHECK(shown(num("2").divided_by(num("3"))) == "0.666666666667");
  CHECK(shown(num("-2").divided_by(num("3"))) == "-0.666666666667");
  CHECK(shown(num("200").divided_by(num("3"))) == "66.666666666667");
  CHECK(shown(num("6").divided_by(num("0.5"))) == "12");
  // So quotients can be added up.
  CHECK(shown(num("1").divided_by(num("3"))->plus(num("100000"))) == "100000.333333333333");
  CHECK(shown(num("1").divided_by(num("0"))) == "nothing");
  CHECK(shown(num("999999999999999999").divided_by(num("0.1"))) == "nothing");
  // Exactly between two numbers: the even one.
  CHECK(shown(num("0.000000000000000001").divided_by(num("2"))) == "0");
  CHECK(shown(num("0.000000000000000003").divided_by(num("2"))) == "0.000000000000000002");
  CHECK(shown(num("0.000000000000000005").divided_by(num("2"))) == "0.000000000000000002");
}

TEST_CASE("sums, differences, products and order agree with 128-bit integers") {
  std::mt19937_64 random(20261121);
  std::uniform_int_distribution<std::int64_t> units(-999'999'999, 999'999'999);
  std::uniform_int_distribution<int> scales(0, 4);
  constexpr Int128 one = 10000;
  for (int i = 0; i < 20'000; ++i) {
    const auto draw = [&] {
      const auto text = std::to_string(units(random)) + "e-" + std::to_string(scales(random));
      const auto number = num(text);
      auto scaled = number.times(Number(static_cast<std::int64_t>(one))).value();
      return std::pair(number, static_cast<Int128>(scaled.whole()));
    };
    const auto [a, x] = draw();
    const auto [b, y] = draw();
    REQUIRE(a.plus(b) == b.plus(a));
    REQUIRE(a.plus(b)->minus(b) == a);
    REQUIRE(a.plus(b)->times(Number(10000))->whole() == static_cast<std::int64_t>(x + y));
    if (const auto product = a.times(b)) {
      REQUIRE(product == b.times(a));
      if (b != Number()) REQUIRE(product->divided_by(b) == a);
    }
    REQUIRE((a < b) == (x < y));
    REQUIRE((a == b) == (x == y));
    REQUIRE(num(a.to_string()) == a);
  }
}
