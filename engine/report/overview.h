#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/context.h"

namespace dengbao::report {

// The head of an assessment: the level, the date, the verdict, and how many clauses it speaks of (the honest
// denominator).
[[nodiscard]] auto overview_text(const Context& context, const assess::Assessment& assessment) -> std::string;

// How many requirements were judged and are counted: the advisory ones are not.
[[nodiscard]] auto counted_results(const Context& context, const assess::Assessment& assessment) -> std::size_t;

// Parameters that were set for this assessment instead of the policies' own figures; empty if there are none.
[[nodiscard]] auto overridden_text(const Context& context) -> std::string;

// Words for a parameter's value at the overall level.
[[nodiscard]] auto parameter_words(const Context& context, model::ParameterId parameter, std::uint32_t level, Lang lang)
    -> std::string;

// `5 pass, 1 fail`: only what there is, in the order of the verdicts; joined by the language's comma.
[[nodiscard]] auto count_words(const Context& context, const std::map<eval::Verdict, std::uint32_t>& counts)
    -> std::string;

}  // namespace dengbao::report
