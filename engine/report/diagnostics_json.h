#pragma once

#include <span>
#include <string>

#include "base/diagnostic.h"

namespace dengbao::report {

// Messages as a JSON array for editors and pipelines, in the order given (tests/schemas/diagnostics.schema.json): code,
// severity, file and place of the words meant, the words in both languages, further places, help. Lines and columns
// count from 1, a column is one Unicode code point, and the end is the place behind the last character.
[[nodiscard]] auto diagnostics_json(std::span<const Diagnostic> diagnostics, const Sources& sources) -> std::string;

}  // namespace dengbao::report
