#pragma once

#include <string>

#include "report/plan/plan_report.h"

namespace dengbao::report {

// What is left after each wave, by the work done until then: shortfalls and high risks on the left, the outcome with
// its aim on the right, where there is one. One SVG element; its texts are escaped.
[[nodiscard]] auto burn_down_svg(const Context& context, const PlanReport& report) -> std::string;
// The same in a sentence.
[[nodiscard]] auto burn_down_words(const Context& context, const PlanReport& report) -> std::string;

}  // namespace dengbao::report
