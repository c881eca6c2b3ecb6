#pragma once

#include <optional>
#include <span>
#include <string>

#include "eval/plan.h"
#include "eval/settings.h"
#include "facts/facts.h"
#include "property/random.h"

// Verdicts that follow changes of facts against verdicts of the facts as they have become.
namespace dengbao::property {

// Changes some facts, a few at a time, each to what the same fact is elsewhere, or to nothing; what the kept verdicts
// of these requirements and judging anew say differently after it, in words.
[[nodiscard]] auto live_difference(const eval::Plan& plan, facts::Facts& facts, const eval::Settings& settings,
                                   std::span<const model::RequirementId> requirements, Random& random)
    -> std::optional<std::string>;

}  // namespace dengbao::property
