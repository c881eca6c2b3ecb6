#pragma once

#include "model/compilation.h"

namespace dengbao::model {

// Resolves what a requirement cites, and from it its levels and class. Reports unknown sources, topics and clauses,
// levels that the clauses do not have, and clauses of different classes.
void check_citations(Compilation& compilation, const syntax::Requirement& written, Requirement& requirement);

// Resolves one citation; reports and returns nothing where its source is unknown.
[[nodiscard]] auto check_citation(Compilation& compilation, const syntax::Citation& written) -> std::optional<Citation>;

}  // namespace dengbao::model
