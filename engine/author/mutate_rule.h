#pragma once

#include <functional>

#include "author/mutant.h"
#include "author/mutate_expr.h"

// Changes of requirements, risks, duties and relations. Internal to the search for mutants.
namespace dengbao::author {

// `scratch`: an expression of the program that nothing uses; it carries the negation of a part.
void mutate_requirement(model::Program& program, model::RequirementId requirement, model::ExprId scratch,
                        ExprMutator& exprs, const std::function<void(Mutant&)>& visit);
void mutate_relation(const model::Program& program, const Sources& sources, model::RelationId relation,
                     ExprMutator& exprs, const std::function<void(Mutant&)>& visit);

}  // namespace dengbao::author
