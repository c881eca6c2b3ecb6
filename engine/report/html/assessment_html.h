#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/context.h"

namespace dengbao::report {

// An assessment as one page that needs nothing else: no network, no other file. In both languages; the report's own is
// shown first. Facts are hostile text: they enter the page as data only, which its script shows as text.
[[nodiscard]] auto assessment_html(const Context& context, const assess::Assessment& assessment) -> std::string;

}  // namespace dengbao::report
