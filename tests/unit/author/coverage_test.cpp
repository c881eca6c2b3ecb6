#include "author/coverage.h"

#include <catch2/catch.hpp>

#include "tested_policy.h"

namespace dengbao::author::test {
namespace {

auto coverage_of(TestedPolicy& tested) -> Coverage {
  auto run = tested.run();
  add_coverage(*tested.program, {}, run);
  return *run.coverage;
}

auto told(TestedPolicy& tested) -> std::vector<std::string> {
  std::vector<std::string> out;
  for (const auto& place : coverage_of(tested).uncovered) {
    out.push_back(place_words(tested.sources, place).en + ": " + missing_words(place).en);
  }
  return out;
}

auto test_of(const std::string& name, const std::string& fields, const std::string& verdict) -> std::string {
  return "test \"" + name + "\"\n  of accounts.sound at level 3\n" + given_host(fields) + "  expect " + verdict + "\n";
}

using List = std::vector<std::string>;

TEST_CASE("a requirement without tests is said to be without, once") {
  TestedPolicy tested(scheme());
  const auto coverage = coverage_of(tested);
  CHECK(coverage.total == 3);  // two parts and an exception
  CHECK(coverage.decided_both_ways == 0);
  CHECK(coverage.untested == List{"demo.accounts.sound"});
}

TEST_CASE("parts and exceptions are to be seen both ways") {
  const auto passing = test_of("a", R"("length": 8, "logged": true)", "pass");
  TestedPolicy one(scheme() + passing);
  CHECK(told(one) == List{"`where` of the `for each` `host.kind is server`: no test sees it fail",
                          "part \"passwords are long\": no test sees it fail",
                          "exception \"log-in is by key\": no test reaches it",
                          "part \"log-ins are logged\": no test sees it fail"});
  const auto failing = test_of("b", R"("length": 7, "logged": false, "by_key": false)", "fail");
  TestedPolicy two(scheme() + passing + failing);
  const auto coverage = coverage_of(two);
  CHECK(coverage.total == 3);
  CHECK(coverage.decided_both_ways == 2);
  TestedPolicy three(
      scheme() + passing + failing + test_of("c", R"("length": 7, "logged": true, "by_key": true)", "pass") +
      "test \"d\"\n  of accounts.sound\n  given { \"hosts\": [ { \"id\": \"x\", \"kind\": \"sensor\" } ] }\n"
      "  expect not-applicable\n");
  CHECK(told(three).empty());
  CHECK(coverage_of(three).decided_both_ways == 3);
}

TEST_CASE("branches inside of definitions are told, below what is reached") {
  TestedPolicy tested(R"(
define fine(n: number, xs: list of number) : truth
  means (n > 3 or n < 0) and (if n > 5 then every x in xs where x > 0 satisfies x < 9)
test "one"
  given n : number 4
  given xs : list of number [1]
  expect true: fine(n, xs)
)");
  CHECK(told(tested) == List{"definition `fine`: no test sees it fail",
                             "operand `n > 3 or n < 0`: no test sees it fail", "operand `n > 3`: no test sees it fail",
                             "operand `n < 0`: no test reaches it",
                             "operand `if n > 5 then every x in xs where x > 0 satisfies x < 9`: no test sees it fail",
                             "condition `n > 5`: no test sees it hold",
                             "consequence `every x in xs where x > 0 satisfies x < 9`: no test reaches it"});
}

TEST_CASE("what is undecided in every test is said to be so") {
  TestedPolicy tested(
      "define large(n: number) : truth means n > 3\ntest \"t\"\n  given n : number null\n"
      "  expect unknown: large(n)\n");
  CHECK(told(tested) == List{"definition `large`: undecided in every test"});
}

}  // namespace
}  // namespace dengbao::author::test
