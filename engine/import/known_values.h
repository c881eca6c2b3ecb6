#pragma once

#include "import/findings.h"
#include "model/program.h"

// Whether two sources say the same.
namespace dengbao::importing {

// Of one field: `P12M` and `P1Y`, `PT600S` and `PT10M`, 1 and 1.0 are the same.
[[nodiscard]] auto same_value(const model::Field& field, const Json& known, const Json& value) -> bool;

[[nodiscard]] auto is_in(const Json& list, const Json& one) -> bool;
[[nodiscard]] auto all_in(const Json& part, const Json& whole) -> bool;

}  // namespace dengbao::importing
