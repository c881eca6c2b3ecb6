#pragma once

#include <string>

#include "report/context.h"

namespace dengbao::report {

// A step of an outcome in the reader's language: outcomes by their titles, figures by their value and what they are,
// fields and choices by their labels, `count of (c in clauses where c.verdict is pass)` as "number of clauses (verdict:
// pass)". What it has no words for stands as the policy writes it.
[[nodiscard]] auto formula_words(const Context& context, model::ExprId expr) -> std::string;

// The policy's own words, on one line.
[[nodiscard]] auto as_written(const Context& context, model::ExprId expr) -> std::string;

}  // namespace dengbao::report
