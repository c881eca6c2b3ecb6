#include <catch2/catch.hpp>

#include "helpers.h"

using namespace dengbao::syntax::test;

TEST_CASE("literals") {
  CHECK(dump_expr("8") == "number 8\n");
  CHECK(dump_expr("0.50") == "number 0.5\n");
  CHECK(dump_expr("-3") == "negate\n  number 3\n");
  CHECK(dump_expr("2026-11-21") == "date 2026-11-21\n");
  CHECK(dump_expr("true") == "true\n");
  CHECK(dump_expr("level") == "level\n");
  CHECK(dump_expr("\"a\\\"b\\\\c\\nd\"") == "text \"a\\\"b\\\\c\\nd\"\n");
  CHECK(dump_expr("“全角”") == "text \"全角\"\n");
}

TEST_CASE("durations are months and seconds") {
  CHECK(dump_expr("2 years") == "duration P2Y\n");
  CHECK(dump_expr("6 months") == "duration P6M\n");
  CHECK(dump_expr("1 week") == "duration P7D\n");
  CHECK(dump_expr("24 hours") == "duration P1D\n");
  CHECK(dump_expr("90 minutes") == "duration PT1H30M\n");
  CHECK(dump_expr("1 second") == "duration PT1S\n");
}

TEST_CASE("the weakest binds last") {
  CHECK(dump_expr("not a and b") == "and\n  not\n    name a\n  name b\n");
  CHECK(dump_expr("a + b * 2 - c") ==
        "arithmetic -\n  arithmetic +\n    name a\n    arithmetic *\n      name b\n      number 2\n  name c\n");
  CHECK(dump_expr("(a or b) and c") == "and\n  or ()\n    name a\n    name b\n  name c\n");
  CHECK(dump_expr("a.b.every + 1 >= 2") ==
        "compare >=\n  arithmetic +\n    field every\n      field b\n        name a\n    number 1\n  number 2\n");
}

TEST_CASE("a hyphen between letters is part of the name") {
  CHECK(dump_expr("a-b") == "name a-b\n");
  CHECK(dump_expr("a - b") == "arithmetic -\n  name a\n  name b\n");
  CHECK(dump_expr("is-empty is empty") == "is empty\n  name is-empty\n");
}

TEST_CASE("tests of one operand") {
  CHECK(dump_expr("a is b") == "is\n  name a\n  name b\n");
  CHECK(dump_expr("a is not b") == "is not\n  name a\n  name b\n");
  CHECK(dump_expr("a is one of b, c") == "is one of\n  name a\n  name b\n  name c\n");
  CHECK(dump_expr("a is not one of (b, c)") == "is not one of\n  name a\n  name b\n  name c\n");
  CHECK(dump_expr("a is not empty") == "is not empty\n  name a\n");
  CHECK(dump_expr("a is known") == "is known\n  name a\n");
  CHECK(dump_expr("a is missing") == "is missing\n  name a\n");
  CHECK(dump_expr("a in b") == "in\n  name a\n  name b\n");
  CHECK(dump_expr("a is not in (b, c)") == "not in\n  name a\n  group\n    name b\n    name c\n");
  CHECK(dump_expr("a not in b") == "not in\n  name a\n  name b\n");
  CHECK(dump_expr("a contains b") == "contains\n  name a\n  name b\n");
  CHECK(dump_expr("a not starts with \"x\"") == "not starts with\n  name a\n  text \"x\"\n");
  CHECK(dump_expr("a ends with b") == "ends with\n  name a\n  name b\n");
  CHECK(dump_expr("a matches \"x+\"") == "matches \"x+\"\n  name a\n");
  CHECK(dump_expr("a not names a m.Zone") == "not names a m.Zone\n  name a\n");
}

TEST_CASE("comparisons, also with their one-character signs") {
  for (const auto* sign : {"=", "!=", "<", "<=", ">", ">="}) {
    CHECK(dump_expr(std::string("a ") + sign + " b") == std::string("compare ") + sign + "\n  name a\n  name b\n");
  }
  CHECK(dump_expr("a ≤ b") == dump_expr("a <= b"));
  CHECK(dump_expr("a ≥ b") == dump_expr("a >= b"));
  CHECK(dump_expr("a ≠ b") == dump_expr("a != b"));
}

TEST_CASE("before and after, with and without a distance") {
  CHECK(dump_expr("a is before b") == "before\n  name a\n  name b\n");
  CHECK(dump_expr("a after b") == "after\n  name a\n  name b\n");
  CHECK(dump_expr("a is at most 6 months before as_of") == "at most before\n  name a\n  duration P6M\n  name as_of\n");
  CHECK(dump_expr("a is at least b after c") == "at least after\n  name a\n  name b\n  name c\n");
}

TEST_CASE("quantifiers reach to the right") {
  CHECK(
      dump_expr("every x in xs where x.a satisfies x.b and x.c") ==
      "every x where\n  name xs\n  field a\n    name x\n  and\n    field b\n      name x\n    field c\n      name x\n");
  CHECK(dump_expr("some x in xs satisfies x.b") == "some x\n  name xs\n  field b\n    name x\n");
  CHECK(dump_expr("no x in xs, where x.a， satisfies x.b") ==
        "no x where\n  name xs\n  field a\n    name x\n  field b\n    name x\n");
  CHECK(dump_expr("at least 2 x in xs satisfies x") == "at least x\n  number 2\n  name xs\n  name x\n");
  CHECK(dump_expr("at most n x in xs satisfies x") == "at most x\n  name n\n  name xs\n  name x\n");
  CHECK(dump_expr("exactly 1 x in xs satisfies x") == "exactly x\n  number 1\n  name xs\n  name x\n");
}

TEST_CASE("lists are selected, mapped and counted") {
  CHECK(dump_expr("all x in xs where x.a") == "all x where\n  name xs\n  field a\n    name x\n");
  CHECK(dump_expr("distinct(x.p for x in xs where x.a)") ==
        "call distinct\n  map for x where\n    field p\n      name x\n    name xs\n    field a\n      name x\n");
  CHECK(dump_expr("count of (x in xs where x.a) >= 2") ==
        "compare >=\n  count\n    all x where\n      name xs\n      field a\n        name x\n  number 2\n");
  CHECK(dump_expr("count of host.accounts") == "count\n  field accounts\n    name host\n");
  CHECK(dump_expr("sum of (x.n for x in xs)") == "sum\n  map for x ()\n    field n\n      name x\n    name xs\n");
  CHECK(dump_expr("values of xs.kind") == "values\n  field kind\n    name xs\n");
  CHECK(dump_expr("highest of xs or 0 if none") == "highest or-if-none\n  name xs\n  number 0\n");
  CHECK(dump_expr("lowest of xs or b") == "or\n  lowest\n    name xs\n  name b\n");
}

TEST_CASE("implication, calls and values by level") {
  CHECK(dump_expr("if a then (b and c)") == "if-then\n  name a\n  and ()\n    name b\n    name c\n");
  CHECK(dump_expr("f()") == "call f\n");
  CHECK(dump_expr("f(a, x is one of (b, c), d)") ==
        "call f\n  name a\n  is one of\n    name x\n    name b\n    name c\n  name d\n");
  CHECK(dump_expr("f(x is one of b, c)") == "call f\n  is one of\n    name x\n    name b\n    name c\n");
  CHECK(dump_expr("by level (1: 8, 3: 10)") == "by level 1 3\n  number 8\n  number 10\n");
}

TEST_CASE("full-width signs equal the others") {
  CHECK(dump_expr("f（a，b） and x is one of c，d") == dump_expr("f(a, b) and x is one of c, d"));
}
