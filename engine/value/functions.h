#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/localised.h"
#include "value/value.h"

namespace dengbao {

// A built-in function: one row of the table in `functions.cpp`. The checker, the evaluators, the words of an
// explanation and `doc` all read this row; adding a function is adding a row, its few lines, and its cases.
struct Function {
  std::string_view name;
  std::vector<Type> parameters;
  Type result;
  // Called with one value per parameter. Where one is unknown or none it answers accordingly; it never throws.
  Value (*apply)(std::span<const Value> arguments);
  Localised says;  // how an explanation words the call; {0}, {1} are the arguments
  Localised doc;   // one sentence for the manual
};

[[nodiscard]] auto functions() -> std::span<const Function>;
[[nodiscard]] auto find_function(std::string_view name) -> const Function*;  // null if there is none

}  // namespace dengbao
