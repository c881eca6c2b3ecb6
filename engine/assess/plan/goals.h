#pragma once

#include <vector>

#include "assess/plan/remediation.h"

namespace dengbao::assess {

// So much of an outcome's number is one in a gain.
inline constexpr double gain_unit = 1e6;
[[nodiscard]] auto gain_of(const Number& number) -> std::int64_t;

// What a plan may reach: what must be by the aim, and what it is worth in the outcome to put things right. How much an
// outcome rises is asked of the outcome itself, over verdicts as they would be: for the subjects of a rule that the
// same measures mend, for the rule, for all rules of a clause. What only the whole is worth is a goal of its own.
struct PlanGoals {
  std::vector<WorkGoal> goals;
  std::vector<std::vector<std::size_t>> shortfalls;  // by goal: what is ended once it is reached
};
[[nodiscard]] auto plan_goals(const PlanTask& task) -> PlanGoals;

}  // namespace dengbao::assess
