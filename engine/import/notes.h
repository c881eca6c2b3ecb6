#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "facts/facts.h"
#include "import/merge.h"

namespace dengbao::importing {

// What a facts file says of its facts (`missing`, `lists`, `evidence` at its root), as an import changes it, together
// with each change as an operation of a JSON Patch.
class Notes {
 public:
  // Both must outlive it.
  Notes(Json& facts, Json& operations);

  [[nodiscard]] auto absence_of(const std::string& pointer) const -> std::optional<facts::Absence>;
  void drop_absence(const std::string& pointer);
  void add_absence(const std::string& pointer, facts::Absence because, const std::string& note);

  [[nodiscard]] auto is_incomplete(const std::string& list) const -> bool;
  void mark_incomplete(const std::string& list);
  void mark_complete(const std::string& list);

  // The source, "core.cfg:12", that says the fact at the pointer or what it stands in; empty where none does.
  [[nodiscard]] auto source_of(const std::string& pointer) const -> std::string;
  // One entry for each line of a source; what an entry says already is not said again.
  void add_evidence(const ImportedSource& source, const Witness& witness, const std::string& pointer);

 private:
  [[nodiscard]] auto place_in(const char* list, const std::string& pointer) const -> std::optional<std::size_t>;
  void add(const char* list, Json entry);
  void remove(const char* list, std::size_t place);

  Json& facts_;
  Json& operations_;
  std::map<std::string, std::size_t> entries_;          // of evidence, by source and digest
  std::set<std::pair<std::size_t, std::string>> said_;  // by entry and pointer
  std::map<std::string, std::string> sources_;          // by pointer
  // Pointers that have an entry of their own in `missing` and in `lists`: only for these are the entries searched.
  std::set<std::string> in_missing_;
  std::set<std::string> in_lists_;
};

}  // namespace dengbao::importing
