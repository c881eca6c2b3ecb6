#include "assess/plan/work_state.h"

#include <algorithm>
#include <utility>

namespace dengbao::assess {
namespace {

// All actions that have to be done for these. Nothing where one of them waits for itself.
class Closure {
 public:
  explicit Closure(const WorkProblem& problem) : problem_(problem), seen_(problem.actions.size()) {}

  auto of(const WorkGoal::Alternative& actions) -> std::optional<WorkGoal::Alternative> {
    std::ranges::fill(seen_, Seen::no);
    for (const auto action : actions) {
      if (!visit(action)) return std::nullopt;
    }
    WorkGoal::Alternative all;
    for (ActionId action = 0; action < seen_.size(); ++action) {
      if (seen_[action] == Seen::whole) all.push_back(action);
    }
    return all;
  }

 private:
  enum class Seen : std::uint8_t { no, begun, whole };

  auto visit(ActionId action) -> bool {
    if (seen_[action] == Seen::begun) return false;
    if (seen_[action] == Seen::whole) return true;
    seen_[action] = Seen::begun;
    for (const auto before : problem_.actions[action].after) {
      if (before != action && !visit(before)) return false;
    }
    seen_[action] = Seen::whole;
    return true;
  }

  const WorkProblem& problem_;
  std::vector<Seen> seen_;
};

// A goal not reached yet, and what it costs at least when each action's cost is shared among all that it serves.
struct Priced {
  const WorkGoal* goal = nullptr;
  double price = 0;
};

// How the cost of an action is shared among the goals that it may serve.
enum class Share : std::uint8_t { alike, by_gain };

auto weight(const WorkGoal& goal, Share share) -> double {
  return share == Share::alike ? 1.0 : static_cast<double>(goal.gain) + 1e-9;
}

// Whatever is chosen, each action pays once, and its shares come to its cost: so the goals reached cost their prices
// together at least.
auto priced_goals(const WorkState& state, Share share) -> std::vector<Priced> {
  const auto& problem = state.problem();
  std::vector<double> shares(problem.actions.size(), 0);
  std::vector<const void*> last(problem.actions.size(), nullptr);  // the need by which it was counted last
  const auto each_use = [&](const WorkGoal& goal, const auto& use) {
    for (const auto& need : goal.needs) {
      if (state.is_met(need)) continue;
      for (const auto& alternative : need) {
        for (const auto action : alternative) use(action, &need);
      }
    }
  };
  std::vector<Priced> open;
  for (const auto& goal : problem.goals) {
    if (state.is_reached(goal) || !state.can_be_reached(goal)) continue;
    open.push_back({&goal, 0});
    each_use(goal, [&](ActionId action, const void* need) {
      if (std::exchange(last[action], need) != need) shares[action] += weight(goal, share);
    });
  }
  for (auto& one : open) {
    const auto mine = weight(*one.goal, share);
    const auto price = [&](ActionId action) {
      return static_cast<double>(problem.actions[action].cost) * mine / shares[action];
    };
    for (const auto& need : one.goal->needs) {
      if (!state.is_met(need)) one.price += state.cheapest(need, price).second;
    }
  }
  return open;
}

// The goal that comes first where the most is gained for the price, required ones before all; the rest of the target is
// filled with parts of goals, which costs no more than whole ones.
struct Filling {
  double at_least = 0;
  const WorkGoal* first = nullptr;
  bool short_of_target = false;
};

auto fill(std::vector<Priced> open, std::int64_t missing) -> Filling {
  Filling filling;
  std::ranges::stable_sort(open, [](const Priced& a, const Priced& b) {
    if (a.goal->required != b.goal->required) return a.goal->required;
    return a.price * static_cast<double>(b.goal->gain) < b.price * static_cast<double>(a.goal->gain);
  });
  for (const auto& one : open) {
    if (!one.goal->required && (missing <= 0 || one.goal->gain == 0)) continue;
    if (filling.first == nullptr) filling.first = one.goal;
    const auto part = one.goal->required || one.goal->gain <= missing
                          ? 1.0
                          : static_cast<double>(missing) / static_cast<double>(one.goal->gain);
    filling.at_least += one.price * part;
    missing -= one.goal->gain;
  }
  filling.short_of_target = missing > 0;
  return filling;
}

// Of the goal's cheapest way, the dearest action: to leave it out changes the most.
auto next_action(const WorkState& state, const WorkGoal& goal) -> std::optional<ActionId> {
  const auto cost = [&](ActionId action) { return static_cast<double>(state.problem().actions[action].cost); };
  std::optional<ActionId> dearest;
  for (const auto& need : goal.needs) {
    if (state.is_met(need)) continue;
    const auto* way = state.cheapest(need, cost).first;
    for (const auto action : *way) {
      const bool open = state.decided(action) == Decided::open;
      if (open && (!dearest || cost(action) > cost(*dearest))) dearest = action;
    }
  }
  return dearest;
}

}  // namespace

auto completed(const WorkProblem& problem) -> WorkProblem {
  auto result = problem;
  Closure closure(problem);
  for (auto& goal : result.goals) {
    for (auto& need : goal.needs) {
      std::vector<WorkGoal::Alternative> whole;
      for (const auto& alternative : need) {
        if (auto all = closure.of(alternative)) whole.push_back(std::move(*all));
      }
      need = std::move(whole);
    }
  }
  return result;
}

auto WorkState::is_met(const std::vector<WorkGoal::Alternative>& need) const -> bool {
  return std::ranges::any_of(need, [&](const auto& alternative) {
    return std::ranges::all_of(alternative, [&](ActionId action) { return decided_[action] == Decided::taken; });
  });
}

auto WorkState::is_reached(const WorkGoal& goal) const -> bool {
  return std::ranges::all_of(goal.needs, [&](const auto& need) { return is_met(need); });
}

auto WorkState::can_be_reached(const WorkGoal& goal) const -> bool {
  return std::ranges::all_of(goal.needs, [&](const auto& need) {
    return std::ranges::any_of(need, [&](const auto& alternative) {
      return std::ranges::all_of(alternative, [&](ActionId action) { return decided_[action] != Decided::left_out; });
    });
  });
}

auto WorkState::work() const -> Work {
  Work work;
  for (ActionId action = 0; action < decided_.size(); ++action) {
    if (decided_[action] != Decided::taken) continue;
    work.actions.push_back(action);
    work.cost += problem_.actions[action].cost;
  }
  work.reaches = true;
  for (const auto& goal : problem_.goals) {
    const bool reached = is_reached(goal);
    if (reached) work.gain += goal.gain;
    if (goal.required && !reached) work.reaches = false;
  }
  work.reaches = work.reaches && work.gain >= problem_.target;
  return work;
}

auto outlook(const WorkState& state) -> Outlook {
  Outlook result;
  auto missing = state.problem().target;
  for (const auto& goal : state.problem().goals) {
    if (state.is_reached(goal)) {
      missing -= goal.gain;
    } else if (goal.required && !state.can_be_reached(goal)) {
      result.hopeless = true;
      return result;
    }
  }
  const auto by_gain = fill(priced_goals(state, Share::by_gain), missing);
  const auto alike = fill(priced_goals(state, Share::alike), missing);
  result.hopeless = by_gain.short_of_target;
  result.at_least = std::max(by_gain.at_least, alike.at_least);
  if (by_gain.first != nullptr && !result.hopeless) result.next = next_action(state, *by_gain.first);
  return result;
}

}  // namespace dengbao::assess
