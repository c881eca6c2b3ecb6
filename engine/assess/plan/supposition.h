#pragma once

#include <optional>
#include <span>

#include "assess/assessment.h"

namespace dengbao::assess {

// A subject of a requirement, risk or duty that falls short; none: the rule as a whole.
struct Failing {
  model::RequirementId rule;
  std::optional<Value> subject;
};

// The assessment of these facts as it would be if nothing were wrong any more with some of what falls short: verdicts
// of rules and clauses, counts and outcomes, these without their steps. Its overall verdict is left as it was. Nothing
// is evaluated: what one rule says of another stays as it is.
[[nodiscard]] auto suppose_mended(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings,
                                  const Assessment& assessment, std::span<const Failing> mended) -> Assessment;

}  // namespace dengbao::assess
