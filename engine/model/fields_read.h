#pragma once

#include <set>

#include "model/program.h"

namespace dengbao::model {

// Every field that a requirement reads, in whatever it asks for: definitions, relations, tables, other requirements;
// and the lists that hold the records of which it asks for every row. Without its remedy, which decides nothing.
[[nodiscard]] auto fields_read(const Program& program, RequirementId requirement) -> std::set<FieldId>;

}  // namespace dengbao::model
