#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/context.h"
#include "report/json.h"

namespace dengbao::report {

// "conformity rate  0.71 to 0.85", each with what it was reckoned from. Empty where the policies have no outcomes.
[[nodiscard]] auto outcomes_text(const Context& context, const assess::Assessment& assessment) -> std::string;

// Its value in words: "0.71 to 0.85", "good or medium (not decided yet)".
[[nodiscard]] auto outcome_words(const Context& context, const assess::OutcomeResult& result) -> std::string;

// One step of its reckoning: "Clauses that apply = 210"; a condition with its mark.
struct OutcomeLine {
  std::string mark;  // empty for a number
  std::string words;
};
[[nodiscard]] auto outcome_step(const Context& context, const assess::OutcomeStep& step) -> OutcomeLine;

// Its name with its value, or the values that are still possible: {"outcome": "score", "value": {"from": 71, "to":
// 85}}.
[[nodiscard]] auto outcome_value_json(const Context& context, const assess::OutcomeResult& result) -> Json;

// Adds `outcomes`; and `score` and `conclusion` where outcomes have these names.
void add_outcomes(const Context& context, const assess::Assessment& assessment, Json& json);

}  // namespace dengbao::report
