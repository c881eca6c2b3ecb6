#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "author/selection.h"
#include "base/localised.h"
#include "base/source.h"
#include "model/program.h"

// Small changes of a policy. A change that no test notices shows what the tests do not pin down.
namespace dengbao::author {

// What stands in the program instead of what was written. Exchanging twice restores the program.
struct ExprEdit {
  model::ExprId expr;
  model::ExprNode node;
};
struct RequirementEdit {
  model::RequirementId requirement;
  model::Requirement changed;
};
struct RelationEdit {
  model::RelationId relation;
  model::Relation changed;
};
using Edit = std::variant<ExprEdit, RequirementEdit, RelationEdit>;
void exchange(model::Program& program, Edit& edit);

struct Mutant {
  std::string owner;  // the requirement, definition, relation, table or parameter
  Span span;
  Localised change;  // "`>= 8` changed to `> 8`"
  Localised hint;    // what a test would hold that notices it; may be empty
  // A test can notice the change only if it reaches this expression, or else judges this requirement.
  std::variant<model::ExprId, model::RequirementId> reached_by;
  Edit edit;
};

// Calls `visit` with every change of what is selected, in the order of the program; changes that can be seen to mean
// the same are left out. The program is as before after each call, if `visit` restores it; it gets one expression more.
void each_mutant(model::Program& program, const Sources& sources, const Selection& selection,
                 const std::function<void(Mutant&)>& visit);

}  // namespace dengbao::author
