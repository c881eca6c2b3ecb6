#include "author/test_run.h"

#include <algorithm>

namespace dengbao::author {

auto TestRun::failed() const -> std::size_t {
  return static_cast<std::size_t>(std::ranges::count_if(checks, [](const auto& one) { return !passes(one); }));
}

auto run_tests(const model::Program& program, std::vector<PreparedTest> tests) -> TestRun {
  TestRun run;
  run.tests = std::move(tests);
  for (const auto& test : run.tests) {
    explain::Trace trace(program.exprs.size());
    run.checks.push_back(run_test(program, test, &trace));
    run.traces.push_back(std::move(trace));
  }
  return run;
}

void add_coverage(const model::Program& program, const Selection& selection, TestRun& run) {
  explain::Trace all(program.exprs.size());
  for (const auto& trace : run.traces) all.add(trace);
  run.coverage = measure_coverage(program, all, selection);
}

void add_mutants(model::Program& program, const Sources& sources, const Selection& selection, TestRun& run) {
  run.mutants = mutate(program, sources, run.tests, run.traces, selection);
}

}  // namespace dengbao::author
