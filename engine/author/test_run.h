#pragma once

#include <string>
#include <vector>

#include "author/coverage.h"
#include "author/mutate.h"
#include "author/run_tests.h"
#include "base/localised.h"

namespace dengbao::author {

// What `dengbao test` found out.
struct TestRun {
  std::vector<PreparedTest> tests;
  std::vector<std::vector<Check>> checks;  // of each test
  std::vector<explain::Trace> traces;      // of each test
  std::optional<Coverage> coverage;        // where it was asked for, as are
  std::optional<Mutation> mutants;

  [[nodiscard]] auto failed() const -> std::size_t;
};

[[nodiscard]] auto run_tests(const model::Program& program, std::vector<PreparedTest> tests) -> TestRun;

// What reports of a run are made from besides the run itself.
struct TestContext {
  const model::Program& program;
  const Sources& sources;
  Lang lang = Lang::en;
  bool colour = false;
  std::size_t columns = 110;
};

// What the tests of the run leave open, of what is selected.
void add_coverage(const model::Program& program, const Selection& selection, TestRun& run);
void add_mutants(model::Program& program, const Sources& sources, const Selection& selection, TestRun& run);

// For a person: the tests that fail, with what they expected, found, and why; then how many there are; then what they
// leave open.
[[nodiscard]] auto test_run_text(const TestContext& context, const TestRun& run) -> std::string;
// `dengbao.tests/1`: every test, in both languages.
[[nodiscard]] auto test_run_json(const TestContext& context, const TestRun& run) -> std::string;

}  // namespace dengbao::author
