#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "eval/settings.h"
#include "explain/evaluator.h"
#include "facts/facts.h"
#include "model/program.h"

// The tests that stand in policies, run by the reference evaluator.
namespace dengbao::author {

// A test that says no `on` date is judged on this day, so that its result is the same on every day.
[[nodiscard]] auto default_test_date() -> Date;

// A test whose facts are read: it can be run again and again, also on a changed program.
struct PreparedTest {
  model::TestId id;
  facts::Facts facts;  // views the program
  eval::Settings settings;
};

// Reads the facts of these tests. A key that no record declares is an error here: nobody exports a test from a machine.
// Nothing is returned if a test's JSON is wrong; `sink` says where in the policy. `program` must stay where it is.
[[nodiscard]] auto prepare_tests(const model::Program& program, const Sources& sources,
                                 std::span<const model::TestId> tests, Date as_of, Sink& sink)
    -> std::optional<std::vector<PreparedTest>>;

// What came of one expectation of a test.
struct Check {
  bool holds = false;
  std::string word;                    // what was found, as `Expectation::word`; empty: there is no such subject
  std::vector<std::uint32_t> because;  // the parts that made the verdict, ascending
};

// One for every expectation, in their order. `trace`: if given, notes what was evaluated.
[[nodiscard]] auto run_test(const model::Program& program, const PreparedTest& test, explain::Trace* trace = nullptr)
    -> std::vector<Check>;
[[nodiscard]] auto passes(const std::vector<Check>& checks) -> bool;

}  // namespace dengbao::author
