#pragma once

#include <vector>

#include "import/merge.h"

namespace dengbao::importing {

// Hosts of one import that call themselves alike, though their inventory gives them different names: they are different
// hosts, and each gets the name of the inventory as its key, as it would within one source. Those that are one machine
// by serial number or address (identity.h) keep the name of their own, if nobody else has it.
void tell_namesakes_apart(const model::Program& program, std::vector<ImportedSource>& sources);

}  // namespace dengbao::importing
