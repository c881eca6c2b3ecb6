#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/context.h"

namespace dengbao::report {

// An assessment as JUnit XML, for continuous integration: a suite for each domain, one for risks and one for duties, a
// case for each subject of each rule. What fails is a failure, what is undecided an error (there is no result), what
// does not apply or is only advisory is skipped; so the suites are green only where the exit status is 0.
[[nodiscard]] auto assessment_junit(const Context& context, const assess::Assessment& assessment) -> std::string;

}  // namespace dengbao::report
