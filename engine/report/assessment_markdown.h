#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/context.h"

namespace dengbao::report {

// An assessment for a wiki or a merge request, in the language of the report: CommonMark with tables. The head with the
// honest denominator, outcomes, verdicts by domain, risks, what falls short with places and remedies, what is undecided
// with the facts to find out, duties, and every requirement in a line.
[[nodiscard]] auto assessment_markdown(const Context& context, const assess::Assessment& assessment) -> std::string;

}  // namespace dengbao::report
