#pragma once

#include <cstdint>
#include <vector>

#include "assess/assessment.h"
#include "explain/evaluator.h"

namespace dengbao::assess {

// A fact that nobody knows yet and that verdicts wait for.
struct Need {
  explain::FactRef fact;
  // Every verdict that waits gives one point, shared evenly between all the facts that it waits for; in points of
  // `whole_point`. `open`: of verdicts that still decide something; `left`: of single subjects of a rule that is
  // decided already, and of outcomes.
  std::uint64_t open = 0;
  std::uint64_t left = 0;
  std::uint32_t waiting = 0;                // how many verdicts of subjects wait for it
  std::vector<model::RequirementId> rules;  // whose verdicts wait for it, in the policies' order
};
inline constexpr std::uint64_t whole_point = 720720;  // divisible by all numbers up to 16

// `all` looks at every element of every list; `quick` finds the first few of each at a fraction of the cost, for
// whoever asks one question after the other.
enum class Search : std::uint8_t { all, quick };

// The facts that the undecided verdicts of an assessment wait for: the most decisive first (by `open`, then by `left`),
// else in the order of the policies and the facts. What only drafts ask for is left out. A fact whose absence is known
// (not looked at, collection failed) is among them; one known not to exist is not.
[[nodiscard]] auto needed_facts(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings,
                                const Selection& selection, Search search) -> std::vector<Need>;

}  // namespace dengbao::assess
