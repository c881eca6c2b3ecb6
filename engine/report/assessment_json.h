#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/context.h"
#include "report/json.h"

namespace dengbao::report {

// An assessment for programs: `dengbao.assessment/1`, described by tests/schemas/assessment.schema.json. `score` and
// `conclusion` are absent as long as the policies have no outcomes, `duties` where they have none; `risks` is always
// there.
[[nodiscard]] auto assessment_json(const Context& context, const assess::Assessment& assessment) -> std::string;

// Its head alone: level, date, verdict, counts, the honest denominator, evidence, parameters, outcomes.
[[nodiscard]] auto assessment_head_json(const Context& context, const assess::Assessment& assessment) -> Json;

}  // namespace dengbao::report
