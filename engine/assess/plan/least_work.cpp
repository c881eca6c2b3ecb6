#include "assess/plan/least_work.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "assess/plan/work_state.h"

namespace dengbao::assess {
namespace {

// Costs are whole: a bound of 6.2 is one of 7. A little is taken off first for what rounding may have put on.
auto whole_bound(double bound) -> std::int64_t {
  return static_cast<std::int64_t>(std::ceil(bound * (1 - 1e-9) - 1e-6));
}

class Search {
 public:
  Search(const WorkProblem& problem, std::optional<Work> known, std::size_t steps)
      : state_(problem), best_(std::move(known)), steps_(steps) {}

  auto run() -> std::optional<Work> {
    look(0);
    if (best_) best_->at_least = std::min(best_->cost, open_bound_.value_or(best_->cost));
    return best_;
  }

 private:
  // Once the steps are spent, what was not looked at is only priced: none of it can be cheaper than that.
  void look(std::int64_t spent) {
    const auto ahead = outlook(state_);
    if (ahead.hopeless) return;
    const auto bound = spent + whole_bound(ahead.at_least);
    if (best_ && bound >= best_->cost) return;
    if (!ahead.next) {
      best_ = state_.work();
      return;
    }
    if (steps_ == 0) {
      open_bound_ = std::min(bound, open_bound_.value_or(bound));
      return;
    }
    --steps_;
    const auto action = *ahead.next;
    state_.decide(action, Decided::taken);
    look(spent + state_.problem().actions[action].cost);
    state_.decide(action, Decided::left_out);
    look(spent);
    state_.decide(action, Decided::open);
  }

  WorkState state_;
  std::optional<Work> best_;
  std::size_t steps_;
  std::optional<std::int64_t> open_bound_;
};

// What its open actions cost; nothing is shared.
auto cost_of(const WorkState& state, const WorkGoal& goal) -> double {
  const auto cost = [&](ActionId action) { return static_cast<double>(state.problem().actions[action].cost); };
  double sum = 0;
  for (const auto& need : goal.needs) {
    if (!state.is_met(need)) sum += state.cheapest(need, cost).second;
  }
  return sum;
}

void take(WorkState& state, const WorkGoal& goal) {
  for (const auto& need : goal.needs) {
    if (state.is_met(need)) continue;
    const auto cost = [&](ActionId action) { return static_cast<double>(state.problem().actions[action].cost); };
    for (const auto action : *state.cheapest(need, cost).first) state.decide(action, Decided::taken);
  }
}

// The next goal of someone who looks one goal ahead.
auto greedy_goal(const WorkState& state) -> const WorkGoal* {
  const WorkGoal* best = nullptr;
  double best_cost = 0;
  for (const auto& goal : state.problem().goals) {
    if (state.is_reached(goal) || (!goal.required && goal.gain == 0)) continue;
    const auto cost = cost_of(state, goal);
    const auto gain = [](const WorkGoal& one) { return one.required ? 1.0 : static_cast<double>(one.gain); };
    const bool better = best == nullptr ||
                        (goal.required != best->required ? goal.required : cost * gain(*best) < best_cost * gain(goal));
    if (!better) continue;
    best = &goal;
    best_cost = cost;
  }
  return best;
}

auto greedy(const WorkProblem& problem) -> Work {
  WorkState state(problem);
  auto work = state.work();
  while (!work.reaches) {
    const auto* goal = greedy_goal(state);
    if (goal == nullptr) break;
    take(state, *goal);
    work = state.work();
  }
  return work;
}

// The aim as far as it can be reached: what cannot be is neither required nor counted on.
struct WorkAim {
  WorkProblem problem;
  bool whole = true;
};

auto reachable_aim(const WorkProblem& problem) -> WorkAim {
  WorkAim aim{completed(problem), true};
  const WorkState all(aim.problem);
  std::int64_t most = 0;
  std::vector<bool> possible;
  for (const auto& goal : aim.problem.goals) {
    possible.push_back(all.can_be_reached(goal));
    if (possible.back()) most += goal.gain;
    if (goal.required && !possible.back()) aim.whole = false;
  }
  // Where it cannot be reached in whole, all that can be gained is gained.
  aim.whole = aim.whole && most >= aim.problem.target;
  if (!aim.whole) aim.problem.target = most;
  std::vector<WorkGoal> goals;
  for (std::size_t i = 0; i < possible.size(); ++i) {
    if (possible[i]) goals.push_back(std::move(aim.problem.goals[i]));
  }
  aim.problem.goals = std::move(goals);
  return aim;
}

}  // namespace

auto least_work(const WorkProblem& problem, std::size_t steps) -> Work {
  const auto aim = reachable_aim(problem);
  auto work = Search(aim.problem, greedy(aim.problem), steps).run().value_or(Work{});
  work.reaches = work.reaches && aim.whole;
  return work;
}

auto greedy_work(const WorkProblem& problem) -> Work {
  const auto aim = reachable_aim(problem);
  auto work = greedy(aim.problem);
  work.reaches = work.reaches && aim.whole;
  return work;
}

auto whole_work(const WorkProblem& problem, std::size_t steps) -> Work {
  auto all = problem;
  const auto complete = completed(problem);
  const WorkState state(complete);
  for (std::size_t i = 0; i < all.goals.size(); ++i) all.goals[i].required = state.can_be_reached(complete.goals[i]);
  all.target = 0;
  return least_work(all, steps);
}

}  // namespace dengbao::assess
