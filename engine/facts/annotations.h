#pragma once

#include <string_view>

#include "facts/decode.h"
#include "facts/store.h"

namespace dengbao::facts {

// Reads what the file says of its facts (`missing`, `lists`, `evidence` at its root), checks it against them, and
// enters it in the store. `text` is the file's whole text; `json` the part that the places count in.
void read_annotations(FactStore& store, const AnnotationPlaces& places, std::string_view text, std::string_view json,
                      Problems& problems);

}  // namespace dengbao::facts
