#pragma once

#include <string>

#include "author/clause_coverage.h"

namespace dengbao::author {

// A line for each part of a source and level, with what is not covered and why; `domains` adds a line for each control
// domain.
[[nodiscard]] auto coverage_text(const model::Program& program, Lang lang, bool domains) -> std::string;

// dengbao.coverage/1: `sources`, one entry for each part of a source and level, and `requirements` with the facts that
// each reads. See tests/schemas/coverage.schema.json.
[[nodiscard]] auto coverage_json(const model::Program& program) -> std::string;

}  // namespace dengbao::author
