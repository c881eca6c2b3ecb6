#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "explain/changeable.h"

namespace dengbao::explain {

struct FewestChanges {
  std::vector<Change> changes;  // none: nothing was found
  std::size_t at_least = 0;     // fewer changes than this do not do it, whatever they are
  bool impossible = false;      // no change of what can be changed does it
  std::vector<Atom> atoms;      // what was met on the way: each is part of some reason for the verdict

  [[nodiscard]] auto proved() const -> bool { return !changes.empty() && changes.size() <= at_least; }
};

// Searches the fewest changes after which a subject no longer fails (or no longer passes).
//
// Every reason for the verdict must lose one of its facts. So reasons are collected, a smallest set of atoms that meets
// them all is supposed unknown, and as long as the verdict still stands, there is one reason more; in the end the atoms
// are given values. This is the implicit hitting set of Moreno-Centeno and Karp (2013), after Reiter's diagnosis
// (1987); for a path through a network its reasons are paths, and the set is a minimum cut. Right because more facts
// never take away what fewer decide: what stands while atoms are unknown stands for every value of them.
//
// `changes` counts facts that get another value, values put into or taken out of lists, and rows taken out; new rows
// are not among what is tried.
class FewestFinder {
 public:
  // Tells whether changes really do it: they are applied to the facts' text, which is read and judged again.
  using Confirm = std::function<bool(const std::vector<Change>&)>;

  // `budget`: how many times the subject may be judged.
  FewestFinder(const model::Program& program, const facts::Facts& facts, const Proof& proof, Aim aim, Confirm confirm,
               std::size_t budget = 6000);

  // `only`: by changing things like this one alone. Nothing is looked for that is not smaller than `below`.
  [[nodiscard]] auto find(std::size_t below, const Atom* only = nullptr) -> FewestChanges;
  [[nodiscard]] auto spent() const -> bool { return budget_ == 0; }
  // Whether these changes do it, as far as a hypothesis shows: those that do not, do not on facts read anew either.
  [[nodiscard]] auto does(const std::vector<Change>& changes) const -> bool;
  // Says of each value how far on in its direction does as well: "at least 8" for 8.
  void widen(std::vector<Change>& changes) const;
  [[nodiscard]] auto changeable() const -> const Changeable& { return changeable_; }

 private:
  using Number = std::uint32_t;
  using Numbers = std::vector<Number>;
  using Facts = std::set<FactRef>;

  // Whether the verdict stands in a world with only these facts; `read`: notes what was looked at.
  // `sure_only`: cheaper, and may say no where it stands.
  [[nodiscard]] auto stands(const Hypothesis& hypothesis, const Facts* only, Facts* read, bool sure_only = false)
      -> bool;
  [[nodiscard]] auto judged(const Hypothesis& hypothesis, const Facts* only, Facts* read,
                            const std::shared_ptr<Extents>& extents) const -> bool;
  [[nodiscard]] auto number_of(const Atom& atom) -> Number;
  [[nodiscard]] auto without(const Numbers& unknown, Hypothesis hypothesis) const -> Hypothesis;
  [[nodiscard]] auto candidates(const Hypothesis& hypothesis, const Facts& read) -> Numbers;
  [[nodiscard]] auto reason(const Hypothesis& hypothesis) -> std::optional<Numbers>;
  struct Narrowing;
  [[nodiscard]] auto narrowed(Narrowing& what, const Numbers& kept, bool changed, const Numbers& from) -> Numbers;
  void collect(const Numbers& unknown);
  enum class Outcome : std::uint8_t { found, none, open };
  struct Assigning;
  [[nodiscard]] auto assign(Assigning& what, std::size_t at, const Hypothesis& given) -> Outcome;
  [[nodiscard]] auto assigned(const Numbers& atoms, FewestChanges& into) -> Outcome;
  [[nodiscard]] auto all_do(std::vector<Change> changes, std::size_t at, bool up) const -> bool;

  const model::Program& program_;
  const facts::Facts& facts_;
  const Proof& proof_;
  const model::Requirement& requirement_;
  Aim aim_;
  Confirm confirm_;
  std::size_t budget_;
  Changeable changeable_;
  World world_;
  const Atom* only_ = nullptr;
  std::vector<Atom> atoms_;
  std::map<Atom, Number> numbers_;
  Numbers fixed_;  // atoms that stay as they are
  std::vector<Numbers> reasons_;
  bool impossible_ = false;
  bool exact_ = true;  // every reason is one for sure
};

}  // namespace dengbao::explain
