#pragma once

#include <string>

#include "base/source.h"
#include "eval/core.h"

namespace dengbao::report {

// The core of a program as canonical JSON, `dengbao.core/1`: what verdicts follow from, without labels, to be read,
// hashed and checked by someone else. The same policies give the same bytes. One declaration a line; an expression is a
// list, its operation first.
[[nodiscard]] auto core_json(const model::Program& program, const eval::Core& core, const Sources& sources)
    -> std::string;

}  // namespace dengbao::report
