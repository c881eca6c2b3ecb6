#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/context.h"

namespace dengbao::report {

// An assessment as SARIF 2.1.0 (Static Analysis Results Interchange Format), for code hosts and editors: a rule for
// each requirement, risk and duty, a result for each subject of each, with the places in the facts file and the lines
// of the policies. Columns count Unicode code points.
[[nodiscard]] auto assessment_sarif(const Context& context, const assess::Assessment& assessment) -> std::string;

}  // namespace dengbao::report
