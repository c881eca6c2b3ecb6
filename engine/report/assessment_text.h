#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/context.h"

namespace dengbao::report {

// An assessment for a person: what the verdicts speak of and how many there are, then every requirement by control
// point, in the catalogue's order, with its failing and undecided subjects, alike ones together, then what to ask next.
[[nodiscard]] auto assessment_text(const Context& context, const assess::Assessment& assessment) -> std::string;

}  // namespace dengbao::report
