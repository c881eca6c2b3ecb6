#include "author/run_tests.h"

#include <catch2/catch.hpp>

#include "author/why_found.h"
#include "eval/verdict.h"
#include "model/expected_words.h"
#include "tested_policy.h"

namespace dengbao::author::test {
namespace {

using Catch::Contains;

auto all_pass(const std::string& policy) -> bool {
  TestedPolicy tested(policy);
  return tested.run().failed() == 0;
}

auto about(const std::string& sections) -> std::string {
  return scheme() + "test \"t\"\n  of accounts.sound at level 3\n" + sections;
}

const std::string failing = given_host(R"("length": 6, "logged": true, "by_key": false)");
const std::string excused = given_host(R"("length": 6, "logged": true, "by_key": true)");
const std::string open = given_host(R"("logged": true, "by_key": false)");

TEST_CASE("a verdict is expected exactly") {
  CHECK(all_pass(about(failing + "  expect partial\n  expect partial for \"db-1\"\n")));
  CHECK_FALSE(all_pass(about(failing + "  expect fail\n")));
  CHECK(all_pass(about(excused + "  expect pass\n  expect pass-by-exception for \"db-1\"\n")));
  CHECK_FALSE(all_pass(about(excused + "  expect pass for \"db-1\"\n")));
  CHECK(all_pass(about(open + "  expect undecided\n")));
  CHECK(all_pass(about("  given { \"hosts\": [] }\n  expect not-applicable\n")));
}

TEST_CASE("verdicts can be expected in Chinese") {
  CHECK(all_pass(about(failing + "  预期 部分符合\n")));
  CHECK(all_pass(about(excused + "  预期 例外符合 for \"db-1\"\n  预期 符合\n")));
  CHECK(all_pass(about(open + "  预期 证据不足\n")));
  CHECK_FALSE(all_pass(about(open + "  预期 不符合\n")));
}

TEST_CASE("because names the parts that made the verdict, and no others") {
  CHECK(all_pass(about(failing + "  expect partial because \"passwords are long\"\n")));
  CHECK(all_pass(about(failing + "  expect partial because \"口令足够长\"\n")));
  CHECK_FALSE(all_pass(about(failing + "  expect partial because \"log-ins are logged\"\n")));
  CHECK_FALSE(all_pass(about(failing + "  expect partial because \"passwords are long\", \"log-ins are logged\"\n")));
  CHECK(all_pass(about(open + "  expect undecided because \"passwords are long\"\n")));
  CHECK(all_pass(about(excused + "  expect pass because \"passwords are long\"\n")));
}

TEST_CASE("the level decides which parts hold") {
  const auto unlogged = given_host(R"("length": 8, "logged": false, "by_key": false)");
  const auto at = [&](const std::string& level) {
    return scheme() + "test \"t\"\n  of accounts.sound" + level + "\n" + unlogged;
  };
  CHECK(all_pass(at("") + "  expect pass\n"));  // the lowest level at which it stands
  CHECK(all_pass(at(" at level 2") + "  expect pass\n"));
  CHECK(all_pass(at(" at level 3") + "  expect partial because \"log-ins are logged\"\n"));
}

TEST_CASE("a test may set parameters") {
  CHECK(all_pass(about("  with shortest = 6\n" + failing + "  expect pass\n")));
  TestedPolicy tested(about("  with shortest = 5\n" + failing + "  expect pass\n"));
  CHECK_THAT(tested.mistakes(), Contains("P0226"));
}

TEST_CASE("single values are given by name") {
  CHECK(all_pass(R"(
define old(day: date) : truth means day is before as_of
test "a day" on 2026-05-05
  given day : date "2026-05-04"
  given days : list of date ["2026-05-05", "2026-05-06"]
  given nothing : number null
  expect true: old(day)
  expect false: some d in days satisfies old(d)
  expect unknown: nothing > 3
test "no date"
  expect true: old(2025-12-31)
  expect false: old(2026-01-01)
)"));
}

TEST_CASE("rows that are given refer to one another") {
  CHECK(all_pass(R"(
record Zone
  key id : text
record Host
  key id : text
  zone : ref Zone
define inside(host: Host, zone: Zone) : truth means host.zone is zone
test "hosts in zones"
  given zones : list of Zone [ { "id": "a" }, { "id": "b" } ]
  given host : Host { "id": "h", "zone": "b" }
  expect true: exactly 1 zone in zones satisfies inside(host, zone)
)"));
}

TEST_CASE("a risk is expected by how high it is, and by what raises it") {
  const auto of_risk = [](const std::string& fields, const std::string& expectations) {
    return scheme() + R"(risk weak
  title "Weak passwords" zh "弱口令"
  cites law 2
  level 1..4
  for each host in site.hosts
  raised "short passwords" zh "口令过短": host.length < 8
  lowered "log-in by key" zh "密钥登录": host.by_key
  raised "nothing is logged" zh "无审计": not host.logged
test "t"
  of weak
)" + given_host(fields) +
           expectations;
  };
  const std::string high = R"("length": 6, "logged": true, "by_key": false)";
  CHECK(all_pass(of_risk(high, "  expect high\n  expect high for \"db-1\" because \"short passwords\"\n")));
  CHECK(all_pass(of_risk(high, "  预期 高风险 because \"口令过短\"\n")));
  CHECK_FALSE(all_pass(of_risk(high, "  expect high because \"nothing is logged\"\n")));
  const std::string medium = R"("length": 6, "logged": true, "by_key": true)";
  CHECK(all_pass(of_risk(medium, "  expect medium because \"short passwords\"\n")));
  const std::string none = R"("length": 8, "logged": true, "by_key": true)";
  CHECK(all_pass(of_risk(none, "  expect none\n  expect not-found for \"db-1\"\n")));
  CHECK(all_pass(of_risk(R"("logged": true, "by_key": false)", "  expect undecided\n")));
  CHECK_THAT(TestedPolicy(of_risk(none, "  expect pass\n")).mistakes(), Contains("P0603") && Contains("`high`"));
}

TEST_CASE("a duty is expected by its dates") {
  const auto on = [](const std::string& day, const std::string& reviewed, const std::string& expectation) {
    return scheme() + R"(duty review
  title "Review" zh "评审"
  cites law 3
  level 1..4
  for each host in site.hosts
  due 30 days after host.since
  done on host.reviewed
test "t"
  of review on )" +
           day + "\n" +
           given_host("\"since\": \"2026-03-01\"" + (reviewed.empty() ? "" : ", \"reviewed\": \"" + reviewed + "\"")) +
           "  expect " + expectation + "\n";
  };
  CHECK(all_pass(on("2026-06-01", "2026-03-31", "in-time")));
  CHECK(all_pass(on("2026-06-01", "2026-04-01", "late")));
  CHECK(all_pass(on("2026-06-01", "2026-04-01", "逾期完成")));
  CHECK_FALSE(all_pass(on("2026-06-01", "2026-04-01", "in-time")));
  CHECK_THAT(TestedPolicy(on("2026-06-01", "", "high")).mistakes(), Contains("P0603") && Contains("`overdue`"));
}

TEST_CASE("every verdict can be expected, in both languages") {
  using model::RuleKind;
  for (int i = 0; i <= static_cast<int>(eval::Verdict::overdue); ++i) {
    const auto verdict = static_cast<eval::Verdict>(i);
    const std::string name(eval::verdict_name(verdict));
    INFO(name);
    std::size_t kinds = 0;
    for (const auto kind : {RuleKind::requirement, RuleKind::risk, RuleKind::duty}) {
      if (model::find_expectation(model::verdict_expectations(kind), name) == name) ++kinds;
    }
    CHECK(kinds > 0);
  }
}

TEST_CASE("what is missing or in doubt may be given") {
  CHECK(all_pass(about(
                     R"(  given { "hosts": [ { "id": "db-1", "kind": "server", "by_key": false } ],
          "missing": [ { "facts": "/hosts/0/length", "because": "does-not-exist" } ],
          "lists": [ { "facts": "/hosts", "are": "incomplete" } ] }
  expect fail for "db-1" because "passwords are long"
)")
                     .replace(about("").find(" at level 3"), 11, " at level 1")));
}

TEST_CASE("mistakes in a test's JSON are shown where they stand in the policy") {
  TestedPolicy whole(about(given_host(R"("lenght": 6)") + "  expect fail\n"));
  CHECK_THAT(whole.mistakes(), Contains("F0111") && Contains("did you mean `length`"));
  TestedPolicy single("test \"t\"\n  given a : number 1\n  given b : number \"2\"\n  expect true: a < b\n");
  CHECK_THAT(single.mistakes(), Contains("test.policy:3:20") && Contains("F0102"));
  TestedPolicy grammar("test \"t\"\n  given a : list of number [1 2]\n  expect true: count of a = 2\n");
  CHECK_THAT(grammar.mistakes(), Contains("test.policy:2:31") && Contains("F0103"));
}

TEST_CASE("mistakes in tests are found when policies are compiled") {
  const auto mistake = [](const std::string& policy) { return TestedPolicy(policy).mistakes(); };
  CHECK_THAT(mistake("test \"t\"\n  given a : number 1\n"), Contains("P0601"));
  CHECK_THAT(mistake("test \"t\"\n  of accounts.sund\n  expect pass\n"), Contains("P0602"));
  CHECK_THAT(mistake(scheme() + "test \"t\"\n  of accounts.sund\n  expect pass\n"), Contains("did you mean"));
  CHECK_THAT(mistake(about(failing + "  expect high\n")), Contains("P0603"));
  CHECK_THAT(mistake("test \"t\"\n  expect maybe: 1 < 2\n"), Contains("P0603"));
  CHECK_THAT(mistake("test \"t\"\n  expect pass\n"), Contains("P0604"));
  CHECK_THAT(mistake(about(failing + "  expect partial because \"passwords are longer\"\n")), Contains("P0605"));
  CHECK_THAT(mistake(scheme() + "test \"t\"\n  of accounts.sound at level \"5\"\n  expect pass\n"), Contains("C0101"));
  CHECK_THAT(mistake("test \"t\"\n  given {}\n  expect true: 1 < 2\n"), Contains("P0607"));
  CHECK_THAT(mistake(scheme() + "test \"t\"\n  given a : number 1\n  given {}\n  expect true: a < 2\n"),
             Contains("P0607"));
  CHECK_THAT(mistake("test \"t\"\n  expect true: 1 < 2\ntest \"t\"\n  expect true: 1 < 2\n"), Contains("P0609"));
}

TEST_CASE("single values are not the whole network") {
  const auto policy = scheme() + "define some-host : truth means site.hosts is not empty\n" +
                      "test \"t\"\n  given a : number 1\n  expect true: a = 1 and some-host\n";
  CHECK_THAT(TestedPolicy(policy).mistakes(), Contains("P0608"));
  const auto about_all = scheme() + "test \"t\"\n  of accounts.sound\n  given a : number 1\n  expect pass\n";
  CHECK_THAT(TestedPolicy(about_all).mistakes(), Contains("P0608"));
}

TEST_CASE("a level at which the requirement does not stand is a mistake") {
  auto policy = scheme();
  policy.replace(policy.find("  level 1..4\n"), 13, "  level 3..4\n");
  policy += "test \"t\"\n  of accounts.sound at level 2\n  expect pass\n";
  CHECK_THAT(TestedPolicy(policy).mistakes(), Contains("P0606") && Contains("3, 4"));
}

TEST_CASE("a failed test says what was found, and why") {
  TestedPolicy tested(about(failing + "  expect pass for \"db-1\"\n  expect pass for \"db-2\"\n"));
  const auto run = tested.run();
  const auto& test = tested.program->tests[{0}];
  const auto words = [&](std::size_t i, auto make) { return make(test.expectations[i], run.checks[0][i]); };
  const auto found = [&](const auto& expectation, const Check& check) {
    return found_words(*tested.program, test, expectation, check).en;
  };
  const auto why = [&](const auto& expectation, const Check& check) {
    return why_found(*tested.program, tested.sources, run.tests[0], expectation, check);
  };
  CHECK(expected_words(*tested.program, test, test.expectations[0]).zh == "db-1 符合");
  CHECK(words(0, found) == "partial");
  CHECK_THAT(words(0, why).en, Contains("password length of db-1 is 6"));
  CHECK_THAT(words(0, why).zh, Contains("口令长度为 6"));
  CHECK(words(1, found) == "no subject `db-2`");
  CHECK_THAT(words(1, why).en, Contains("db-1"));
}

}  // namespace
}  // namespace dengbao::author::test
