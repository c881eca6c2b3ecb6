#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/diagnostic.h"

namespace dengbao::report {

// Messages as a JSON array for editors and pipelines, in the order given (tests/schemas/diagnostics.schema.json): code,
// severity, file and place of the words meant, the words in both languages, further places, help. Lines and columns
// count from 1, a column is one Unicode code point, and the end is the place behind the last character.
[[nodiscard]] auto diagnostics_json(std::span<const Diagnostic> diagnostics, const Sources& sources) -> std::string;

// The same on one line, and without a line break. `lines_before`: of the file, where the text is a later part of it.
[[nodiscard]] auto diagnostics_line(std::span<const Diagnostic> diagnostics, const Sources& sources,
                                    std::uint64_t lines_before) -> std::string;

}  // namespace dengbao::report
