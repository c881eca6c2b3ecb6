#pragma once

#include "base/source.h"
#include "facts/load.h"
#include "model/program.h"

namespace dengbao::author {

// The JSON that a test gives, as one object of the record that it is for. Single values get their names in front; what
// they are written with keeps its place, so that a message points at the very words in the policy file.
[[nodiscard]] auto given_json(const Sources& sources, const model::Test& test) -> facts::Excerpt;

}  // namespace dengbao::author
