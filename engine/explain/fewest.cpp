#include "explain/fewest.h"

#include <algorithm>

#include "explain/evaluate.h"
#include "explain/extents.h"
#include "explain/hitting_set.h"

namespace dengbao::explain {
namespace {

using namespace model;

constexpr std::size_t most_steps = 20'000;  // of one search for a hitting set
constexpr std::size_t joins_for_one = 300;  // of tuples, that cost as much as judging once
constexpr std::size_t most_reasons = 200;
constexpr std::size_t most_atoms = 5'000;  // that one reason is narrowed down from

auto together(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) -> std::vector<std::uint32_t> {
  auto both = a;
  both.insert(both.end(), b.begin(), b.end());
  return both;
}

auto contains(const std::vector<std::uint32_t>& numbers, std::uint32_t one) -> bool {
  return std::ranges::find(numbers, one) != numbers.end();
}

}  // namespace

FewestFinder::FewestFinder(const Program& program, const facts::Facts& facts, const Proof& proof, Aim aim,
                           Confirm confirm, std::size_t budget)
    : program_(program),
      facts_(facts),
      proof_(proof),
      requirement_(program.requirements[proof.requirement]),
      aim_(aim),
      confirm_(std::move(confirm)),
      budget_(budget),
      changeable_(program, facts, proof, aim),
      world_{program, facts, *proof.settings, proof.level} {}

// The scope is left out: what is no longer looked at is neither mended nor harmed. Without budget all stands.
auto FewestFinder::stands(const Hypothesis& hypothesis, const Facts* only, Facts* read, bool sure_only) -> bool {
  if (budget_ == 0) return true;
  const auto extents = std::make_shared<Extents>(sure_only);
  const bool result = judged(hypothesis, only, read, extents);
  budget_ -= std::min(budget_, 1 + extents->joins / joins_for_one);
  return result;
}

auto FewestFinder::judged(const Hypothesis& hypothesis, const Facts* only, Facts* read,
                          const std::shared_ptr<Extents>& extents) const -> bool {
  auto world = world_;
  world.hypothesis = &hypothesis;
  world.only = only;
  world.read = read;
  world.extents = extents;
  const auto subject = judge_subject(world, requirement_, proof_.subject.subject, Truth::yes);
  const auto standing = eval::standing(subject.verdict);
  return aim_ == Aim::mend ? standing == eval::Standing::bad && subject.final : standing == eval::Standing::good;
}

auto FewestFinder::number_of(const Atom& atom) -> Number {
  const auto [found, added] = numbers_.try_emplace(atom, static_cast<Number>(atoms_.size()));
  if (added) atoms_.push_back(atom);
  return found->second;
}

auto FewestFinder::without(const Numbers& unknown, Hypothesis hypothesis) const -> Hypothesis {
  for (const auto number : unknown) {
    const auto& atom = atoms_[number];
    if (atom.row) {
      hypothesis.uncertain.insert(*atom.row);
    } else {
      hypothesis.values[atom.fact] = Unknown{Cause::hidden};
    }
  }
  return hypothesis;
}

// What is read and could be changed still.
auto FewestFinder::candidates(const Hypothesis& hypothesis, const Facts& read) -> Numbers {
  Numbers facts;
  Numbers rows;
  auto world = world_;
  auto sure = hypothesis;
  sure.uncertain.clear();
  world.hypothesis = &sure;
  for (const auto& fact : read) {
    const bool row_list = program_.fields[fact.field].type.kind == Kind::record;
    if (!row_list && hypothesis.values.contains(fact)) continue;
    for (const auto& atom : changeable_.atoms_of(fact, supposed(world, fact))) {
      if (only_ != nullptr && !only_->alike(atom)) continue;
      if (atom.row && hypothesis.uncertain.contains(*atom.row)) continue;
      const auto number = number_of(atom);
      if (!contains(fixed_, number)) (atom.row ? rows : facts).push_back(number);
    }
  }
  return together(facts, rows);
}

// A reason for the verdict is narrowed down by halving (Junker 2004), as in reason.cpp: of the facts read here the ones
// that cannot be changed are always known.
struct FewestFinder::Narrowing {
  const Hypothesis& hypothesis;
  const Facts& read;
  const Numbers& all;
  bool sure_only = false;  // what is sure is enough to make the verdict stand
};

auto FewestFinder::narrowed(Narrowing& what, const Numbers& kept, bool changed, const Numbers& from) -> Numbers {
  if (changed) {
    std::vector<bool> is_kept(atoms_.size());
    for (const auto number : kept) is_kept[number] = true;
    Numbers rest;
    std::ranges::copy_if(what.all, std::back_inserter(rest), [&](Number one) { return !is_kept[one]; });
    if (stands(without(rest, what.hypothesis), &what.read, nullptr, what.sure_only) && budget_ > 0) return {};
  }
  if (from.size() <= 1) return from;
  const auto middle = from.begin() + static_cast<std::ptrdiff_t>(from.size() / 2);
  const Numbers first(from.begin(), middle);
  const Numbers second(middle, from.end());
  const auto of_second = narrowed(what, together(kept, first), true, second);
  const auto of_first = narrowed(what, together(kept, of_second), !of_second.empty(), first);
  return together(of_first, of_second);
}

// Nothing where the verdict does not stand, or the budget ended. Where what relations surely contain is enough to make
// it stand, nothing else of them is looked for: it would be most of the work.
auto FewestFinder::reason(const Hypothesis& hypothesis) -> std::optional<Numbers> {
  Facts read;
  const bool sure = stands(hypothesis, nullptr, &read, true);
  if (!sure && !stands(hypothesis, nullptr, &read)) return std::nullopt;
  if (budget_ == 0) return std::nullopt;
  const auto all = candidates(hypothesis, read);
  if (all.size() > most_atoms) {
    budget_ = 0;
    return std::nullopt;
  }
  Narrowing what{hypothesis, read, all, sure};
  if (stands(without(all, hypothesis), &read, nullptr, sure)) {
    return budget_ > 0 ? std::optional(Numbers{}) : std::nullopt;
  }
  auto found = narrowed(what, {}, false, all);
  if (budget_ == 0) return std::nullopt;
  std::ranges::sort(found);
  return found;
}

// Reasons that have nothing to do with these atoms, nor with each other.
void FewestFinder::collect(const Numbers& unknown) {
  auto hidden = unknown;
  while (budget_ > 0 && !impossible_) {
    auto found = reason(without(hidden, {}));
    if (!found) return;
    impossible_ = found->empty();
    hidden = together(hidden, *found);
    reasons_.push_back(std::move(*found));
  }
}

// ---- values for the atoms of a hitting set ----

struct FewestFinder::Assigning {
  const Numbers& atoms;
  std::vector<Change> changes;
  Numbers beside;  // other atoms of reasons for which the verdict stands
  bool exact = true;
  std::size_t linked = 0;  // atoms that are compared with other facts
};

auto FewestFinder::assign(Assigning& what, std::size_t at, const Hypothesis& given) -> Outcome {
  const Numbers rest(what.atoms.begin() + static_cast<std::ptrdiff_t>(at), what.atoms.end());
  const auto hypothesis = without(rest, given);
  if (const auto found = reason(hypothesis)) {
    for (const auto number : *found) {
      if (!contains(what.beside, number)) what.beside.push_back(number);
    }
    return Outcome::none;
  }
  if (budget_ == 0) return Outcome::open;
  if (at == what.atoms.size()) {
    if (confirm_(what.changes)) return Outcome::found;
    what.exact = false;  // these facts cannot be read: something refers to an object that is gone
    return Outcome::none;
  }
  const auto options = changeable_.options(atoms_[what.atoms[at]]);
  what.exact = what.exact && options.exact;
  what.linked += options.linked ? 1 : 0;
  for (const auto& way : options.ways) {
    auto changed = given;
    for (const auto& change : way) {
      suppose(world_, change, changed);
      what.changes.push_back(change);
    }
    const auto outcome = assign(what, at + 1, changed);
    if (outcome != Outcome::none) return outcome;
    what.changes.resize(what.changes.size() - way.size());
  }
  fixed_.push_back(what.atoms[at]);
  const auto outcome = assign(what, at + 1, given);  // or it stays as it is
  fixed_.pop_back();
  what.exact = what.exact && what.linked < 2;
  what.linked -= options.linked ? 1 : 0;
  return outcome;
}

auto FewestFinder::assigned(const Numbers& atoms, FewestChanges& into) -> Outcome {
  Assigning what{atoms, {}, {}, true, 0};
  const auto outcome = assign(what, 0, {});
  if (outcome == Outcome::found) into.changes = std::move(what.changes);
  if (outcome != Outcome::none) return outcome;
  // Changing these atoms alone does not do it: another one must change with them. Where other values might have done
  // it, this is only a guess, and proves nothing from here on.
  exact_ = exact_ && what.exact;
  if (what.beside.empty() && !exact_) return Outcome::open;
  impossible_ = what.beside.empty();
  std::ranges::sort(what.beside);
  reasons_.push_back(std::move(what.beside));
  return Outcome::none;
}

auto FewestFinder::does(const std::vector<Change>& changes) const -> bool {
  Hypothesis hypothesis;
  for (const auto& change : changes) suppose(world_, change, hypothesis);
  return !judged(hypothesis, nullptr, nullptr, make_extents());
}

// ---- "at least 8" instead of "8" ----

auto FewestFinder::all_do(std::vector<Change> changes, std::size_t at, bool up) const -> bool {
  const auto chosen = changes[at].value;
  for (const auto& stretch : changeable_.stretches(changes[at].fact).items) {
    if (compare(up ? CompareOp::greater : CompareOp::less, stretch.sample, chosen) != Truth::yes) continue;
    changes[at].value = stretch.sample;
    if (!does(changes)) return false;
  }
  return true;
}

void FewestFinder::widen(std::vector<Change>& changes) const {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    auto& change = changes[i];
    const auto kind = program_.fields[change.fact.field].type.kind;
    const bool has_order =
        kind == Kind::number || kind == Kind::duration || kind == Kind::date || kind == Kind::version;
    if (change.kind != Change::Kind::set || !has_order) continue;
    const bool up =
        compare(CompareOp::greater, change.value, facts_.get(change.fact.row, change.fact.field)) == Truth::yes;
    if (all_do(changes, i, up)) change.bound = up ? CompareOp::greater_equal : CompareOp::less_equal;
  }
}

auto FewestFinder::find(std::size_t below, const Atom* only) -> FewestChanges {
  FewestChanges result;
  only_ = only;
  reasons_.clear();
  impossible_ = false;
  exact_ = true;
  auto outcome = Outcome::none;
  collect({});
  while (outcome == Outcome::none && budget_ > 0 && !impossible_ && !reasons_.empty()) {
    auto steps = most_steps;
    const auto chosen = smallest_hitting_set(reasons_, below, steps);
    if (!chosen || chosen->size() >= below || reasons_.size() > most_reasons) {
      if (exact_ && steps > 0 && (!chosen || chosen->size() >= below)) result.at_least = below;
      break;
    }
    if (exact_) result.at_least = chosen->size();
    const auto before = reasons_.size();
    collect(*chosen);
    if (reasons_.size() == before) outcome = assigned(*chosen, result);
  }
  result.impossible = impossible_ && exact_;
  widen(result.changes);
  for (const auto& found : reasons_) {
    for (const auto number : found) {
      const auto& atom = atoms_[number];
      if (std::ranges::find(result.atoms, atom) == result.atoms.end()) result.atoms.push_back(atom);
    }
  }
  return result;
}

}  // namespace dengbao::explain
