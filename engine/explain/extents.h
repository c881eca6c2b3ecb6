#pragma once

#include <map>
#include <memory>
#include <set>
#include <utility>

#include "explain/tuples.h"

namespace dengbao::explain {

// What a relation contains: tuples whose bodies are true, and those whose bodies are not false. Between the two lies
// the unknown.
struct Extent {
  enum class State : std::uint8_t { surely, possibly, done };  // what is being found, while it is
  State state = State::surely;
  Tuples surely;
  Tuples possibly;       // holds the sure ones too; empty where `certain`
  bool certain = false;  // all that is possible is sure

  [[nodiscard]] auto possible() const -> const Tuples& { return certain ? surely : possibly; }
  [[nodiscard]] auto contains(const Tuple& tuple) const -> Truth;
};

// The relations' extents, found when they are first asked for and kept for all that look at the same facts with the
// same settings. A world that hides facts, or notes what is read, must have extents of its own.
class Extents {
 public:
  Extents() = default;
  // `sure_only`: what is not sure counts as unknown where anything is uncertain; what is possible is not looked for.
  explicit Extents(bool sure_only) : sure_only_(sure_only) {}

  // How many tuples were joined so far: what it cost.
  std::size_t joins = 0;

  auto of(const World& world, model::RelationId relation) -> const Extent&;

 private:
  // Relations that depend on each other are found together.
  struct Stratum {
    std::map<model::RelationId, Extent> extents;
    std::set<FactRef> read;
    bool notes_reads = false;
    std::set<const std::set<FactRef>*> told;  // what `read` was given to
    bool hidden = false;
    bool done = false;
  };
  void find(const World& world, std::uint32_t stratum, Stratum& into);

  bool sure_only_ = false;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Stratum> strata_;  // by level and stratum
};

// Fills the tuples of relations that depend on each other: those that are sure, or those that are possible. False:
// there was nothing unknown, so what is sure is all that is possible.
[[nodiscard]] auto solve(const World& world, std::map<model::RelationId, Extent>& extents, bool possible) -> bool;

}  // namespace dengbao::explain
