#pragma once

#include <vector>

#include "model/program.h"

namespace dengbao::author {

// What a requirement stands on, directly and through the definitions and relations that it calls; each once, in the
// order of the declarations.
struct Mentioned {
  std::vector<model::FieldId> fields;
  std::vector<model::ParameterId> parameters;
  std::vector<model::DefinitionId> definitions;
  std::vector<model::RelationId> relations;
  std::vector<model::TableId> tables;
};
[[nodiscard]] auto mentioned_by(const model::Program& program, const model::Requirement& requirement) -> Mentioned;

// The conditions and lists of a requirement, in the order written.
[[nodiscard]] auto expressions_of(const model::Requirement& requirement) -> std::vector<model::ExprId>;

}  // namespace dengbao::author
