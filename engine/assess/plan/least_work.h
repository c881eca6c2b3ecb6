#pragma once

#include <cstdint>
#include <vector>

// The least work that reaches an aim, as a problem of its own: it knows nothing of facts, rules or scores.
namespace dengbao::assess {

using ActionId = std::uint32_t;  // index into WorkProblem::actions

struct WorkAction {
  std::int64_t cost = 1;        // not negative
  std::vector<ActionId> after;  // what has to be done before it can be; itself is ignored
};

// Something worth reaching: a risk gone, a clause met.
struct WorkGoal {
  // Actions that do together; they cost once, whatever else they serve.
  using Alternative = std::vector<ActionId>;
  // All of the needs have to be met, each by any one of its alternatives. A need without any cannot be met.
  std::vector<std::vector<Alternative>> needs;
  std::int64_t gain = 0;  // not negative
  bool required = false;
};

struct WorkProblem {
  std::vector<WorkAction> actions;
  std::vector<WorkGoal> goals;
  std::int64_t target = 0;  // the gains of the goals reached come to this at least
};

struct Work {
  std::vector<ActionId> actions;  // in order of their numbers, with all that they come after
  std::int64_t cost = 0;
  std::int64_t gain = 0;  // of all goals that are reached by these
  // All required goals and the target. Where nothing does, the work goes as far as can be: every required goal that can
  // be reached, and the highest gain.
  bool reaches = false;
  std::int64_t at_least = 0;  // nothing that goes as far costs less; `cost` where this is proved to be the least
  [[nodiscard]] auto proved() const -> bool { return at_least == cost; }
};

// Branch and bound over the actions; after `steps` nodes the best that was found, with the bound that was proved.
[[nodiscard]] auto least_work(const WorkProblem& problem, std::size_t steps = 200'000) -> Work;

// What a person would do who goes from goal to goal: required ones first, cheapest first, then always the one with the
// most gain for its cost. Proves nothing: `at_least` is 0. To compare with.
[[nodiscard]] auto greedy_work(const WorkProblem& problem) -> Work;

// The least work for every goal that can be reached at all: "fix everything".
[[nodiscard]] auto whole_work(const WorkProblem& problem, std::size_t steps = 200'000) -> Work;

}  // namespace dengbao::assess
