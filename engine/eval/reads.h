#pragma once

#include <vector>

#include "eval/plan.h"

// Which facts a requirement looks at, so that a change of others is known to change nothing.
namespace dengbao::eval {

// A list that is paired with the subjects by a key: an element has a part in the verdict of those subjects alone whose
// probe may equal its key.
struct ReadJoin {
  NodeId list;  // the same for all subjects
  model::Slot element;
  Join join;               // its probe reads of the subject alone
  std::vector<char> read;  // by FieldId: of its elements, and of what they hold
};

// How a requirement reads a field: of the subject and of what it holds (then the subject that holds a fact is the only
// one that a change of it can touch), of elements that a join pairs with it, or elsewhere too.
struct Reads {
  std::vector<char> own;        // by FieldId
  std::vector<char> elsewhere;  // by FieldId
  std::vector<ReadJoin> joins;

  [[nodiscard]] auto any(model::FieldId field) const -> bool;
};
[[nodiscard]] auto reads_of(const Plan& plan, model::RequirementId requirement) -> Reads;

}  // namespace dengbao::eval
