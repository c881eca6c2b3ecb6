#pragma once

#include <vector>

#include "model/compilation.h"

namespace dengbao::model {

// Reads a catalogue of clauses: CSV with a header line. Columns `level`, `clause`, `topic`, `title_en` must be there;
// `title_zh`, `unit`, `part`, `class`, `domain_en`, `domain_zh`, `control_en`, `control_zh` may. Reports every bad row.
[[nodiscard]] auto read_catalogue(Compilation& compilation, FileId file) -> std::vector<Clause>;

}  // namespace dengbao::model
