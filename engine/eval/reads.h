#pragma once

#include <vector>

#include "eval/plan.h"

// Which facts a requirement looks at, so that a change of others is known to change nothing.
namespace dengbao::eval {

// How a requirement reads a field: of the subject and of what it holds (then the subject that holds a fact is the only
// one that a change of it can touch), or elsewhere too.
struct Reads {
  std::vector<char> own;        // by FieldId
  std::vector<char> elsewhere;  // by FieldId
};
[[nodiscard]] auto reads_of(const Plan& plan, model::RequirementId requirement) -> Reads;

}  // namespace dengbao::eval
