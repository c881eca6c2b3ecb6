#pragma once

#include <string>
#include <vector>

#include "author/run_tests.h"
#include "base/localised.h"

namespace dengbao::author {

// What `dengbao test` found out.
struct TestRun {
  std::vector<PreparedTest> tests;
  std::vector<std::vector<Check>> checks;  // of each test

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

// For a person: the tests that fail, with what they expected, found, and why; then how many there are.
[[nodiscard]] auto test_run_text(const TestContext& context, const TestRun& run) -> std::string;
// `dengbao.tests/1`: every test, in both languages.
[[nodiscard]] auto test_run_json(const TestContext& context, const TestRun& run) -> std::string;

}  // namespace dengbao::author
