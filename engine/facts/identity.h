#pragma once

#include <deque>

#include "facts/decode.h"
#include "facts/store.h"

namespace dengbao::facts {

// Checks that keys are unique, in each list and (of records that are referred to) in the whole file, and turns each
// reference into the row that it names. `text` is the JSON that the offsets are counted in, `shift` where it begins in
// its file.
void link_rows(FactStore& store, const std::deque<PendingReference>& references, std::string_view text,
               std::size_t shift, Problems& problems);

}  // namespace dengbao::facts
