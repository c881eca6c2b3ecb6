#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/context.h"

namespace dengbao::report {

// The gap table as auditors keep it, as a workbook (Office Open XML): a summary; every clause in the catalogue's order
// with what was found, whether it conforms, the risks linked to it, the remedy, and columns to fill in; the findings by
// subject; risks; duties; the facts to collect. Bytes, not text.
[[nodiscard]] auto assessment_xlsx(const Context& context, const assess::Assessment& assessment) -> std::string;

}  // namespace dengbao::report
