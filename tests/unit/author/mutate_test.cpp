#include "author/mutate.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "author/step_value.h"
#include "model/dump.h"
#include "tested_policy.h"

namespace dengbao::author::test {
namespace {

using List = std::vector<std::string>;

// Survivors of a definition `d(n: number, xs: list of number)` under tests: each is "n; xs; expected".
auto survivors(const std::string& body, const std::vector<std::array<std::string, 3>>& tests) -> List {
  auto policy = "define d(n: number, xs: list of number) : truth\n  means " + body + "\n";
  for (std::size_t i = 0; i < tests.size(); ++i) {
    policy += "test \"" + std::to_string(i) + "\"\n  given n : number " + tests[i][0] +
              "\n  given xs : list of number " + tests[i][1] + "\n  expect " + tests[i][2] + ": d(n, xs)\n";
  }
  auto found = TestedPolicy(policy).survivors();
  for (auto& one : found) one = one.substr(one.find(": ") + 2);
  return found;
}

TEST_CASE("a boundary is noticed by the value on it") {
  CHECK(survivors("n >= 8", {{"9", "[]", "true"}, {"6", "[]", "false"}}) ==
        List{"`>= 8` changed to `> 8`", "`>= 8` changed to `>= 7`"});
  CHECK(survivors("n >= 8", {{"8", "[]", "true"}, {"7", "[]", "false"}}).empty());
  CHECK(survivors("8 < n", {{"8", "[]", "false"}, {"9", "[]", "true"}}).empty());
  CHECK(survivors("n <= 0.5", {{"0.5", "[]", "true"}}) == List{"`<= 0.5` changed to `<= 0.6`"});
  CHECK(survivors("n = 2", {{"2", "[]", "true"}, {"3", "[]", "false"}}).empty());
}

TEST_CASE("connectives are noticed where one condition decides alone") {
  const std::string both = "n > 3 and xs is not empty";
  CHECK(survivors(both, {{"4", "[1]", "true"}, {"3", "[]", "false"}}) ==
        List{"`and` changed to `or` in `n > 3 and xs is not empty`", "`n > 3` dropped", "`> 3` changed to `>= 3`",
             "`xs is not empty` dropped"});
  CHECK(survivors(both, {{"4", "[1]", "true"}, {"3", "[1]", "false"}, {"4", "[]", "false"}}).empty());
  const std::string either = "n > 3 or xs is empty";
  CHECK(survivors(either, {{"4", "[1]", "true"}, {"3", "[1]", "false"}, {"3", "[]", "true"}}).empty());
  const std::string implied = "if n > 3 then xs is empty";
  CHECK(survivors(implied, {{"4", "[]", "true"}, {"4", "[1]", "false"}}) ==
        List{"`if n > 3` dropped", "`> 3` changed to `>= 3`"});
  CHECK(survivors(implied, {{"4", "[]", "true"}, {"4", "[1]", "false"}, {"3", "[1]", "true"}}).size() == 0);
}

TEST_CASE("quantifiers are noticed by lists of both kinds") {
  CHECK(
      survivors("every x in xs where x > 1 satisfies x >= n", {{"5", "[5]", "true"}, {"5", "[4]", "false"}}) ==
      List{"`every` changed to `some`", "`where x > 1` dropped", "`> 1` changed to `>= 1`", "`> 1` changed to `> 2`"});
  CHECK(survivors("every x in xs where x > 1 satisfies x >= n", {{"5", "[1, 5]", "true"}, {"5", "[2, 5]", "false"}})
            .empty());
  CHECK(survivors("at least 2 x in xs satisfies x > n", {{"1", "[2, 2]", "true"}, {"1", "[1, 2]", "false"}}).empty());
  CHECK(survivors("no x in xs satisfies x > n", {{"1", "[1]", "true"}, {"1", "[2]", "false"}}).empty());
}

TEST_CASE("a whole requirement is noticed part by part") {
  const auto policy = [](const std::string& tests) { return scheme() + tests; };
  const auto test = [](const std::string& name, const std::string& level, const std::string& fields,
                       const std::string& verdict) {
    return "test \"" + name + "\"\n  of accounts.sound at level " + level + "\n" + given_host(fields) + "  expect " +
           verdict + "\n";
  };
  const auto few =
      TestedPolicy(policy(test("a", "3", R"("length": 9, "logged": true, "by_key": false)", "pass"))).survivors();
  const auto has = [&](const std::string& words) {
    return std::ranges::find(few, "demo.accounts.sound: " + words) != few.end();
  };
  CHECK(has("part \"passwords are long\" dropped"));
  CHECK(has("part \"log-ins are logged\" dropped"));
  CHECK(has("exception \"log-in is by key\", dropped"));
  CHECK(has("part \"log-ins are logged\" holds from level 2 instead of 3"));
  CHECK(has("the `where` of the `for each` dropped"));
  CHECK_FALSE(has("part \"passwords are long\" negated"));

  const auto sensor =
      "test \"s\"\n  of accounts.sound\n  given { \"hosts\": [ { \"id\": \"s\", \"kind\": \"sensor\" } ] }\n"
      "  expect not-applicable\n";
  const auto all =
      TestedPolicy(policy(test("a", "3", R"("length": 8, "logged": true, "by_key": false)", "pass") +
                          test("b", "3", R"("length": 7, "logged": true, "by_key": false)", "partial") +
                          test("c", "3", R"("length": 7, "logged": true, "by_key": true)", "pass") +
                          test("d", "3", R"("length": 8, "logged": false, "by_key": true)", "partial") +
                          test("e", "2", R"("length": 8, "logged": false, "by_key": true)", "pass") + sensor))
          .survivors();
  CHECK(all == List{});
}

TEST_CASE("rules of relations and rows of tables are noticed") {
  const std::string policy = R"(
record Link
  from : number
  to : number
  open : truth
relation leads(a: number, b: number)
  holds (link.from, link.to) for link in all Link where link.open
  holds (a, c) when leads(a, b) and leads(b, c)
table tier(n: number) gives number
  n    | gives
  <= 2 | 1
  > 2  | 2
)";
  const std::string links =
      R"(  given links : list of Link [ { "from": 1, "to": 2, "open": true }, { "from": 2, "to": 3, "open": true } ]
)";
  const auto survivors = [&](const std::string& tests) { return TestedPolicy(policy + tests).survivors(); };
  const auto has = [](const List& list, const std::string& begin) {
    return std::ranges::any_of(list, [&](const std::string& one) { return one.starts_with(begin); });
  };
  const auto direct = survivors("test \"direct\"\n" + links + "  expect true: leads(1, 2)\n");
  CHECK(has(direct, "leads: rule `holds (a, c) when leads(a, b) and leads(b, c)` dropped"));
  CHECK_FALSE(has(direct, "leads: rule `holds (link.from, link.to)"));
  CHECK(has(direct, "leads: `link.open` dropped"));
  const auto both = survivors("test \"through\"\n" + links + "  expect true: leads(1, 3)\n");
  CHECK_FALSE(has(both, "leads: rule"));
  CHECK(has(both, "tier: "));
}

TEST_CASE("figures of parameters stay in their bounds") {
  TestedPolicy tested(
      "parameter few : number = 6\n  at least 6\ntest \"t\"\n  given n : number 6\n  expect true: n >= few\n");
  CHECK(tested.survivors().empty());  // 5 is outside; 7 is noticed
}

TEST_CASE("changes that no test reaches are told apart") {
  TestedPolicy tested(scheme());
  auto run = tested.run();
  add_mutants(*tested.program, tested.sources, {}, run);
  CHECK(run.mutants->noticed == 0);
  CHECK(run.mutants->total == run.mutants->survivors.size());
  CHECK(run.mutants->total > 10);
  CHECK(std::ranges::none_of(run.mutants->survivors, &Survivor::reached));
}

TEST_CASE("a failing test notices nothing, and the program is left as it was") {
  const auto policy =
      "define d(n: number) : truth means n >= 8\ntest \"t\"\n  given n : number 8\n  expect false: d(n)\n";
  TestedPolicy tested(policy);
  const auto before = model::dump(*tested.program);
  CHECK(tested.survivors().size() == 2);
  CHECK(model::dump(*tested.program) == before);
}

TEST_CASE("constants step by their own unit") {
  const auto up = [](const Value& value) { return to_text(*stepped(value, true), Lang::en); };
  const auto down = [](const Value& value) { return to_text(*stepped(value, false), Lang::en); };
  CHECK(up(Number(8)) == "9");
  CHECK(down(*Number::parse("0.95").number) == "0.94");
  CHECK(up(*Duration::parse("P90D")) == "91 days");
  CHECK(down(*Duration::parse("P6M")) == "5 months");
  CHECK(up(*Duration::parse("PT24H")) == to_text(Value(*Duration::parse("P2D")), Lang::en));
  CHECK(up(*Duration::parse("PT5H")) == "6 hours");
  CHECK(up(*Date::parse("2026-12-31")) == "2027-01-01");
  CHECK_FALSE(stepped(Number(0), false));
  CHECK(other_value(true, 0)->truth() == Truth::no);
  CHECK(other_value(Enumerator{2}, 3)->as<Enumerator>().ordinal == 0);
  CHECK_FALSE(other_value(Enumerator{0}, 1));
}

}  // namespace
}  // namespace dengbao::author::test
