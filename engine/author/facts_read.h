#pragma once

#include <vector>

#include "model/program.h"

namespace dengbao::author {

// The facts that a requirement, risk or duty reads, itself and through definitions, relations, exceptions and the
// requirements that it says must pass: values and lists of values, in ascending order, not the records that hold them,
// but lists of records that are counted or must not be empty. A key counts where something is asked of it.
[[nodiscard]] auto facts_read(const model::Program& program, const model::Requirement& requirement)
    -> std::vector<model::FieldId>;

// The requirements that read exactly one fact, in the policies' order: a questionnaire, unless the one fact is a
// measured value.
[[nodiscard]] auto reading_one_fact(const model::Program& program) -> std::vector<model::RequirementId>;

}  // namespace dengbao::author
