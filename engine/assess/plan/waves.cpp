#include "assess/plan/waves.h"

#include <algorithm>
#include <optional>

namespace dengbao::assess {
namespace {

using Bundle = std::vector<ActionId>;

auto is_in(std::span<const ActionId> some, ActionId one) -> bool { return std::ranges::find(some, one) != some.end(); }

class Waves {
 public:
  Waves(const WorkProblem& problem, std::span<const ActionId> planned, std::int64_t most)
      : problem_(problem), planned_(planned), most_(most) {}

  auto run() -> std::vector<Bundle> {
    while (const auto next = best()) put(next->bundle, next->required);
    for (const auto action : planned_) {
      if (is_in(done_, action)) continue;
      Bundle rest;
      if (add(action, rest)) put(rest, false);
    }
    return std::move(waves_);
  }

 private:
  struct Next {
    Bundle bundle;
    std::int64_t work = 0;
    std::int64_t gain = 0;
    bool required = false;
  };

  // An action after all that it comes after. False where one is not planned, or waits for itself.
  auto add(ActionId action, Bundle& bundle, std::size_t depth = 0) const -> bool {
    if (is_in(done_, action) || is_in(bundle, action)) return true;
    if (!is_in(planned_, action) || depth > planned_.size()) return false;
    for (const auto before : problem_.actions[action].after) {
      if (before != action && is_in(planned_, before) && !add(before, bundle, depth + 1)) return false;
    }
    if (!is_in(bundle, action)) bundle.push_back(action);
    return true;
  }
  [[nodiscard]] auto work(const Bundle& bundle) const -> std::int64_t {
    std::int64_t sum = 0;
    for (const auto action : bundle) sum += problem_.actions[action].cost;
    return sum;
  }

  // The least that is still to be done for this need.
  [[nodiscard]] auto cheapest(const std::vector<WorkGoal::Alternative>& need, const Bundle& begun) const
      -> std::optional<Bundle> {
    std::optional<Bundle> best;
    for (const auto& way : need) {
      auto bundle = begun;
      if (!std::ranges::all_of(way, [&](ActionId action) { return add(action, bundle); })) continue;
      if (!best || work(bundle) < work(*best)) best = std::move(bundle);
    }
    return best;
  }
  [[nodiscard]] auto bundle_of(const WorkGoal& goal) const -> std::optional<Bundle> {
    Bundle bundle;
    for (const auto& need : goal.needs) {
      auto more = cheapest(need, bundle);
      if (!more) return std::nullopt;
      bundle = std::move(*more);
    }
    return bundle;
  }

  // What else is reached by the same actions counts as well.
  [[nodiscard]] auto gain_with(const Bundle& bundle) const -> std::int64_t {
    const auto is_done = [&](ActionId action) { return is_in(done_, action) || is_in(bundle, action); };
    std::int64_t gain = 0;
    for (const auto& goal : problem_.goals) {
      const bool reached = std::ranges::all_of(goal.needs, [&](const auto& need) {
        return std::ranges::any_of(need, [&](const auto& way) { return std::ranges::all_of(way, is_done); });
      });
      if (reached) gain += goal.gain;
    }
    return gain;
  }

  [[nodiscard]] auto best() const -> std::optional<Next> {
    std::optional<Next> best;
    const auto now = gain_with({});
    for (const auto& goal : problem_.goals) {
      auto bundle = bundle_of(goal);
      if (!bundle || bundle->empty()) continue;
      Next next{std::move(*bundle), 0, 0, goal.required};
      next.work = work(next.bundle);
      next.gain = gain_with(next.bundle) - now;
      if (!best || comes_before(next, *best)) best = std::move(next);
    }
    return best;
  }
  static auto comes_before(const Next& a, const Next& b) -> bool {
    if (a.required != b.required) return a.required;
    const auto value = [](const Next& one, const Next& other) {
      return static_cast<double>(one.gain) * static_cast<double>(other.work);
    };
    if (value(a, b) != value(b, a)) return value(a, b) > value(b, a);
    return a.work < b.work;
  }

  // What is required stands in waves of its own.
  void put(const Bundle& bundle, bool required) {
    const bool fits = !waves_.empty() && last_required_ == required && work(waves_.back()) + work(bundle) <= most_;
    if (!fits) waves_.emplace_back();
    last_required_ = required;
    for (const auto action : bundle) {
      if (!waves_.back().empty() && work(waves_.back()) + problem_.actions[action].cost > most_) waves_.emplace_back();
      waves_.back().push_back(action);
      done_.push_back(action);
    }
  }

  const WorkProblem& problem_;
  std::span<const ActionId> planned_;
  std::int64_t most_;
  std::vector<Bundle> waves_;
  Bundle done_;
  bool last_required_ = false;
};

}  // namespace

auto in_waves(const WorkProblem& problem, std::span<const ActionId> planned, std::int64_t most)
    -> std::vector<std::vector<ActionId>> {
  return Waves(problem, planned, most).run();
}

}  // namespace dengbao::assess
