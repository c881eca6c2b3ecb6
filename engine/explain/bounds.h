#pragma once

#include <map>
#include <set>
#include <vector>

#include "explain/evaluator.h"

namespace dengbao::explain {

// What one field is compared with.
struct FieldBounds {
  std::vector<Value> values;  // each once; of a list, what its elements are compared with
  bool by_pattern = false;    // also with a pattern, part of a text or a range: more values than these may matter
  bool reckoned = false;      // also after reckoning with it: what matters is not one of these
  bool linked = false;        // also with other facts: of two that change together more values than these may matter
  bool open = false;          // and more than one of these is not known
  bool narrows = false;       // it is read to say what is looked at, or where something is asked at all
  bool asked = false;         // it is read elsewhere
};

// The values that a requirement compares fields with, wherever it comes to speak of them: in definitions, relations,
// tables and other requirements that it asks for. A fact that is changed from one side of all of them to another may
// change the verdict; one that stays on its side does not.
class Bounds {
 public:
  Bounds(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
         model::RequirementId requirement);

  [[nodiscard]] auto of(model::FieldId field) const -> const FieldBounds&;
  // Every field that the requirement reads.
  [[nodiscard]] auto fields() const -> const std::set<model::FieldId>& { return read_; }
  // The lengths of time that it reckons with, and the days that it names.
  [[nodiscard]] auto durations() const -> const std::vector<Value>& { return durations_; }
  [[nodiscard]] auto dates() const -> const std::vector<Value>& { return dates_; }

 private:
  friend class BoundFinder;
  std::map<model::FieldId, FieldBounds> bounds_;
  std::set<model::FieldId> read_;
  std::vector<Value> durations_;
  std::vector<Value> dates_;
};

}  // namespace dengbao::explain
