#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "eval/live.h"
#include "report/context.h"

// What a change of the facts did to verdicts that are kept (`assess --watch`).
namespace dengbao::report {

// One patch: the how manieth it was, whether the facts had to be read anew, how long it took, what was judged again.
struct FollowedStep {
  std::uint64_t patch = 0;
  bool read_anew = false;
  double milliseconds = 0;
  std::size_t requirements = 0;  // in all
  std::span<const eval::Followed> followed;
};

// A line for the step, and one for each requirement and subject whose verdict changed.
[[nodiscard]] auto step_text(const Context& context, const FollowedStep& step) -> std::string;
// The same as one line of JSON, `dengbao.step/1`.
[[nodiscard]] auto step_json(const Context& context, const FollowedStep& step) -> std::string;

}  // namespace dengbao::report
