#pragma once

#include "facts/decode.h"
#include "facts/store.h"

namespace dengbao::facts {

// Reads what the file says of its facts (`missing`, `lists`, `evidence` at its root), checks it against them, and
// enters it in the store.
void read_annotations(FactStore& store, const AnnotationPlaces& places, const SourceFile& source, Problems& problems);

}  // namespace dengbao::facts
