#pragma once

#include <vector>

#include "model/compilation.h"

namespace dengbao::model {

// Reads a catalogue of clauses: CSV with a header line. Columns `level`, `clause`, `topic`, `title_en` must be there;
// `title_zh`, `unit`, `part`, `part_en`, `part_zh`, `class`, `domain_en`, `domain_zh`, `control_en`, `control_zh`,
// `change` (against the level below: new, strengthened, same) and `unchecked_en`, `unchecked_zh` (why no policy checks
// the clause) may. A level `2..4` gives one clause at each. Reports every bad row.
[[nodiscard]] auto read_catalogue(Compilation& compilation, FileId file) -> std::vector<Clause>;

}  // namespace dengbao::model
