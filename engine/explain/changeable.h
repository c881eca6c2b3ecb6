#pragma once

#include <optional>
#include <vector>

#include "explain/bounds.h"
#include "explain/fact_roles.h"
#include "explain/repair.h"
#include "explain/stretches.h"

namespace dengbao::explain {

// What a change is for: that something no longer fails, or that it no longer passes.
enum class Aim : std::uint8_t { mend, harm };

// Something that could be changed: a fact, or that a row stands in its list.
struct Atom {
  FactRef fact;            // of a row the list that holds it
  std::optional<Row> row;  // this row, out of that list
  friend auto operator<=>(const Atom&, const Atom&) = default;

  // Atoms that one and the same action is done to.
  [[nodiscard]] auto alike(const Atom& other) const -> bool {
    return fact.field == other.fact.field && row.has_value() == other.row.has_value();
  }
};

// What can be changed, and to what.
//
// Keys and references say which thing it is, and stay. So do facts that the file says are not there, and the subject
// with all that holds it. To mend, what the policies say was observed stays (fact_roles.h), and a date is moved to the
// date of assessment or ahead: what has happened has happened. To harm, no date is moved: time passes by itself.
class Changeable {
 public:
  Changeable(const model::Program& program, const facts::Facts& facts, const Proof& proof, Aim aim);

  // The atoms of a fact with this value: itself, or the rows in it; none if it stays.
  [[nodiscard]] auto atoms_of(const FactRef& fact, const Value& value) const -> std::vector<Atom>;

  // The ways to change an atom, nearest first. Most are one change; of a list of values also two.
  struct Options {
    std::vector<std::vector<Change>> ways;
    bool exact = true;    // false: other values might do what none of these does
    bool linked = false;  // and so they might if another fact that this one is compared with changes as well
  };
  [[nodiscard]] auto options(const Atom& atom) const -> Options;

  [[nodiscard]] auto stretches(const FactRef& fact) const -> Stretches;
  [[nodiscard]] auto bounds() const -> const Bounds& { return bounds_; }

 private:
  [[nodiscard]] auto stays(const FactRef& fact) const -> bool;
  [[nodiscard]] auto is_above_subject(Row row) const -> bool;
  [[nodiscard]] auto is_past(const Value& value) const -> bool;
  [[nodiscard]] auto of_value(const FactRef& fact) const -> Options;
  [[nodiscard]] auto of_list(const FactRef& fact) const -> Options;

  const model::Program& program_;
  const facts::Facts& facts_;
  const Proof& proof_;
  Aim aim_;
  FactRoles roles_;
  Bounds bounds_;
};

// The hypothesis with one change more.
void suppose(const World& world, const Change& change, Hypothesis& into);

}  // namespace dengbao::explain
