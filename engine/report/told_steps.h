#pragma once

#include <vector>

#include "report/part_text.h"

namespace dengbao::report {

// What is told of a condition: the whole in a line where the steps under it do not say it already, and the steps that
// the verdict rests on.
struct ToldSteps {
  bool whole = false;
  std::vector<explain::StepId> leaves;
};
[[nodiscard]] auto told_steps(const Explained& explained, explain::StepId condition) -> ToldSteps;

// The steps below (or at) one that the verdict rests on.
[[nodiscard]] auto told_leaves(const Explained& explained, explain::StepId step) -> std::vector<explain::StepId>;

}  // namespace dengbao::report
