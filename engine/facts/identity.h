#pragma once

#include <span>

#include "facts/decode.h"
#include "facts/store.h"

namespace dengbao::facts {

// Checks that keys are unique, in each list and (of records that are referred to) in the whole file, and turns each
// reference into the row that its key names; `no_references` are left as they are.
void link_rows(FactStore& store, std::span<const NoReference> no_references, const SourceFile& source,
               Problems& problems);

}  // namespace dengbao::facts
