#pragma once

#include <string>

#include "model/program.h"

namespace dengbao::report {

// The facts that the program's records describe, as a JSON Schema (draft 2020-12): a definition per record, titles and
// questions in both languages, `null` wherever a fact may be unknown. `strict`: keys that no record declares are
// errors.
[[nodiscard]] auto facts_schema(const model::Program& program, bool strict) -> std::string;

}  // namespace dengbao::report
