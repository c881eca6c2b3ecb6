#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/survey/fact_names.h"
#include "base/localised.h"
#include "facts/facts.h"
#include "value/calendar.h"

namespace dengbao::assess {

// Who answered, when, and in what.
struct Interview {
  std::string by;      // may be empty
  std::string source;  // a file, or words for the conversation
  std::optional<Date> on;
  Lang lang = Lang::en;  // of what is said of an answer that was given for many things at once
};

// What a facts file says of its facts (`missing`, `lists`, `evidence` at its root), as answers change it: each change
// is added to a JSON Patch.
class FactsNotes {
 public:
  // `operations`: an array, which must outlive it.
  FactsNotes(const FactsJson& facts, FactsJson& operations);

  // Why the fact at the pointer itself is missing, where that is said.
  [[nodiscard]] auto absence_of(const std::string& pointer) const -> std::optional<facts::Absence>;
  void drop_absence(const std::string& pointer);
  void add_absence(const std::string& pointer, facts::Absence absence, const std::string& note);

  [[nodiscard]] auto is_incomplete(const std::string& list) const -> bool;
  void mark_incomplete(const std::string& list);
  // Whether that changed something.
  auto mark_complete(const std::string& list) -> bool;

  // One entry for each interview: another day, person or file is another one.
  void add_evidence(const Interview& interview, const std::vector<std::string>& pointers);

 private:
  auto place_in(const char* list, const std::string& pointer) const -> std::optional<std::size_t>;
  auto same_interview(const FactsJson& entry) const -> std::optional<std::size_t>;
  void add(const std::string& list, const FactsJson& entry);
  void remove(const std::string& list, std::size_t place);

  // Apart from the facts: a key more at their root would move all that stands in it.
  FactsJson notes_ = FactsJson::object();
  FactsJson& operations_;
};

}  // namespace dengbao::assess
