#include "author/lint_cases.h"

#include <catch2/catch.hpp>

namespace dengbao::author {
namespace {

auto number(std::int64_t whole) -> Value { return Number(whole); }

}  // namespace

TEST_CASE("a formula is always true if it is true in every case") {
  Cases cases;
  const auto a = cases.truth("a");
  const auto b = cases.truth("b");
  CHECK(cases.always(any_of({a, negation(a)})));
  CHECK_FALSE(cases.always(any_of({a, b})));
  CHECK_FALSE(cases.always(a));
  CHECK(cases.implies({all_of({a, b})}, a));
  CHECK(cases.implies({any_of({a, b}), negation(a)}, b));
  CHECK(negation(negation(any_of({a, b}))) == any_of({a, b}));
}

TEST_CASE("constants cut numbers into cases") {
  Cases cases;
  const auto at_least_8 = cases.comparison("length", CompareOp::greater_equal, number(8));
  const auto below_8 = cases.comparison("length", CompareOp::less, number(8));
  const auto above_6 = cases.comparison("length", CompareOp::greater, number(6));
  const auto is_8 = cases.comparison("length", CompareOp::equal, number(8));
  const auto other = cases.comparison("age", CompareOp::less, number(8));
  CHECK(cases.implies({at_least_8}, above_6));
  CHECK_FALSE(cases.implies({above_6}, at_least_8));
  CHECK(cases.implies({at_least_8}, negation(below_8)));
  CHECK(cases.implies({is_8}, at_least_8));
  CHECK(cases.always(any_of({at_least_8, below_8})));
  CHECK_FALSE(cases.always(any_of({at_least_8, other})));
  CHECK(
      cases.implies({all_of({at_least_8, negation(cases.comparison("length", CompareOp::greater, number(8)))})}, is_8));
}

TEST_CASE("counts are whole and not below zero") {
  Cases cases;
  CHECK(cases.always(cases.comparison("count", CompareOp::greater_equal, number(0), true)));
  const auto above_1 = cases.comparison("count", CompareOp::greater, number(1), true);
  const auto at_least_2 = cases.comparison("count", CompareOp::greater_equal, number(2), true);
  CHECK(cases.implies({above_1}, at_least_2));
  CHECK_FALSE(cases.always(cases.comparison("weight", CompareOp::greater_equal, number(0))));
}

TEST_CASE("a choice is one of the enumeration") {
  Cases cases;
  const auto server = cases.choice("kind", {true, false, false});
  const auto machine = cases.choice("kind", {true, true, false});
  CHECK(cases.implies({server}, machine));
  CHECK_FALSE(cases.implies({machine}, server));
  CHECK(cases.always(any_of({machine, cases.choice("kind", {false, false, true})})));
  CHECK(cases.implies({server}, negation(cases.choice("kind", {false, true, false}))));
}

TEST_CASE("what every element satisfies") {
  Cases cases;
  const auto every = [&](const std::function<Formula(Cases&)>& body) { return cases.every("accounts", body); };
  const auto enabled = every([](Cases& one) { return one.truth("enabled"); });
  const auto both = every([](Cases& one) { return all_of({one.truth("enabled"), one.truth("owned")}); });
  const auto owned = every([](Cases& one) { return one.truth("owned"); });
  const auto none = every([](Cases&) { return constant(false); });
  CHECK(cases.implies({both}, enabled));
  CHECK_FALSE(cases.implies({enabled}, both));
  CHECK(cases.implies({enabled, owned}, both));
  CHECK(cases.implies({none}, enabled));
  CHECK_FALSE(cases.implies({enabled}, none));
  CHECK(cases.implies({negation(enabled)}, negation(none)));
  CHECK_FALSE(cases.implies({enabled}, cases.every("hosts", [](Cases& one) { return one.truth("enabled"); })));
}

TEST_CASE("too many cases are not gone through") {
  Cases cases;
  std::vector<Formula> all;
  for (int i = 0; i < 40; ++i) all.push_back(cases.truth(std::to_string(i)));
  CHECK_FALSE(cases.implies({all_of(all)}, all_of(all)));
}

}  // namespace dengbao::author
