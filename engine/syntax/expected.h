#pragma once

#include <antlr4-runtime.h>

#include <string>
#include <vector>

#include "base/localised.h"

namespace dengbao::syntax {

// What could have stood at a place, worded for people: "`:`, a name or an expression". At most six alternatives.
[[nodiscard]] auto describe_expected(antlr4::misc::IntervalSet expected) -> Localised;

// The keywords among them, for "did you mean".
[[nodiscard]] auto expected_keywords(const antlr4::misc::IntervalSet& expected) -> std::vector<std::string>;

}  // namespace dengbao::syntax
