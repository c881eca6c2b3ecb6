#pragma once

#include <span>
#include <string>
#include <vector>

#include "author/mutant.h"
#include "author/run_tests.h"
#include "author/selection.h"

namespace dengbao::author {

// A change that no test notices.
struct Survivor {
  std::string owner;
  Span span;
  Localised change;
  Localised hint;
  bool reached = false;  // some test comes to what is changed
};

struct Mutation {
  std::size_t total = 0;
  std::size_t noticed = 0;
  std::vector<Survivor> survivors;  // by place
};

// Makes one small change after the other and runs the tests that can notice it, until one does. Only tests that pass
// on the policies as they are count. `traces`: what each test evaluated there. The program is left as it was.
[[nodiscard]] auto mutate(model::Program& program, const Sources& sources, std::span<const PreparedTest> tests,
                          std::span<const explain::Trace> traces, const Selection& selection) -> Mutation;

}  // namespace dengbao::author
