#include "author/test_run.h"

#include <algorithm>

namespace dengbao::author {

auto TestRun::failed() const -> std::size_t {
  return static_cast<std::size_t>(std::ranges::count_if(checks, [](const auto& one) { return !passes(one); }));
}

auto run_tests(const model::Program& program, std::vector<PreparedTest> tests) -> TestRun {
  TestRun run{std::move(tests), {}};
  run.checks.reserve(run.tests.size());
  for (const auto& test : run.tests) run.checks.push_back(run_test(program, test));
  return run;
}

}  // namespace dengbao::author
