#pragma once

#include <cstdint>
#include <vector>

#include "explain/repair.h"

namespace dengbao::explain {

// What may be advised about a fact.
enum class FactRole : std::uint8_t {
  settable,  // it is as somebody made it, and can be made otherwise
  observed,  // it was found, or has happened: nobody can do anything about it
  repeated,  // the date of a deed that can be done again
  extended,  // the end of something that can be renewed
};

// What the policies say of facts: the parameters `observed`, `repeated` and `extended` of their module `….repairs` are
// lists of `Record.field`, or of `Record` for all its fields; `removable` is a list of `Record`. Where no policy has
// these, every fact can be changed.
class FactRoles {
 public:
  FactRoles(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings);

  [[nodiscard]] auto of(model::FieldId field) const -> FactRole;

  // Whether an advice may be: not of what was observed; of dates only those that are repeated or extended; of a text
  // only that there be one where there is none, or none; of rows only that one be taken away that is removable.
  [[nodiscard]] auto may_be_advised(const Change& change) const -> bool;

 private:
  void note(std::string_view name, FactRole role);

  const model::Program& program_;
  const facts::Facts& facts_;
  bool declared_ = false;
  std::vector<FactRole> roles_;  // by FieldId
  std::vector<bool> removable_;  // by RecordId
};

}  // namespace dengbao::explain
