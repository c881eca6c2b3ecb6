#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/context.h"

namespace dengbao::report {

// An assessment as OSCAL assessment results: a finding for each clause that was judged, by the control ids of the
// program's own catalogue; an observation for each subject that has reasons, and one for all those of a rule that pass;
// a risk for each that was found or may be there. Needs a scheme with a catalogue for the findings; without one there
// are observations and risks only. Free text is escaped as Markdown, as OSCAL reads it.
[[nodiscard]] auto assessment_oscal(const Context& context, const assess::Assessment& assessment) -> std::string;

}  // namespace dengbao::report
