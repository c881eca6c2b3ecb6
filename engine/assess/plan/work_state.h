#pragma once

#include <limits>
#include <optional>
#include <vector>

#include "assess/plan/least_work.h"

namespace dengbao::assess {

// The problem with every alternative complete: what its actions come after is in it, so that order needs no more care.
// An alternative that can never be done, because actions wait for each other, is left out.
[[nodiscard]] auto completed(const WorkProblem& problem) -> WorkProblem;

// What is decided of each action.
enum class Decided : std::uint8_t { open, taken, left_out };

// A part of the search: some actions are taken, some left out.
class WorkState {
 public:
  explicit WorkState(const WorkProblem& problem) : problem_(problem), decided_(problem.actions.size()) {}

  void decide(ActionId action, Decided as) { decided_[action] = as; }
  [[nodiscard]] auto decided(ActionId action) const -> Decided { return decided_[action]; }
  [[nodiscard]] auto problem() const -> const WorkProblem& { return problem_; }

  // The alternative with the lowest price where `price` is what an open action costs; nothing: none is left.
  template <class Price>
  [[nodiscard]] auto cheapest(const std::vector<WorkGoal::Alternative>& need, const Price& price) const
      -> std::pair<const WorkGoal::Alternative*, double> {
    std::pair<const WorkGoal::Alternative*, double> best{nullptr, std::numeric_limits<double>::infinity()};
    for (const auto& alternative : need) {
      double sum = 0;
      bool possible = true;
      for (const auto action : alternative) {
        possible = possible && decided_[action] != Decided::left_out;
        if (decided_[action] == Decided::open) sum += price(action);
      }
      if (possible && (best.first == nullptr || sum < best.second)) best = {&alternative, sum};
    }
    return best;
  }

  [[nodiscard]] auto is_met(const std::vector<WorkGoal::Alternative>& need) const -> bool;
  [[nodiscard]] auto is_reached(const WorkGoal& goal) const -> bool;
  [[nodiscard]] auto can_be_reached(const WorkGoal& goal) const -> bool;
  // What is taken, and what it comes to.
  [[nodiscard]] auto work() const -> Work;

 private:
  const WorkProblem& problem_;
  std::vector<Decided> decided_;
};

// What the rest costs at least, and what to decide next.
struct Outlook {
  bool hopeless = false;         // what is left out cannot be done without
  double at_least = 0;           // in addition to what is taken
  std::optional<ActionId> next;  // nothing: all is reached already
};
[[nodiscard]] auto outlook(const WorkState& state) -> Outlook;

}  // namespace dengbao::assess
