#include "assess/repair.h"

#include <algorithm>

#include "explain/fewest.h"
#include "explain/judge.h"

namespace dengbao::assess {
namespace {

using explain::Change;
using model::Program;

constexpr std::size_t most_tries = 60;            // facts read anew
constexpr std::size_t most_repair_changes = 100;  // in one repair
constexpr std::size_t brief_budget = 400;         // judgements of a brief search
constexpr std::size_t full_budget = 6'000;
constexpr std::size_t most_classes = 6;  // kinds of changes that are tried by themselves

auto mends(eval::Verdict verdict) -> bool {
  return eval::standing(verdict) != eval::Standing::bad && verdict != eval::Verdict::not_applicable;
}

// Every change of `a` is one of `b`.
auto within(const std::vector<Change>& a, const std::vector<Change>& b) -> bool {
  return std::ranges::all_of(a, [&](const Change& change) { return std::ranges::find(b, change) != b.end(); });
}

// A repair and what it costs.
struct Found {
  Repair repair;
  std::uint32_t cost = 0;
};

class RepairFinder {
 public:
  RepairFinder(const Program& program, const facts::Facts& facts, const Sources& sources, const explain::Proof& proof,
               std::size_t most, Effort effort)
      : program_(program),
        facts_(facts),
        sources_(sources),
        proof_(proof),
        most_(most),
        effort_(effort),
        requirement_(program.requirements[proof.requirement]),
        fewest_(
            program, facts, proof, explain::Aim::mend,
            [this](const std::vector<Change>& changes) { return verdict_after(changes).has_value(); },
            effort == Effort::brief ? brief_budget : full_budget) {}

  auto run() -> Repairs {
    if (effort_ == Effort::search) side_effects_.emplace(program_, facts_, *proof_.settings);
    take_proposals();
    if (effort_ != Effort::proof_only) search();
    std::ranges::stable_sort(found_, [](const Found& a, const Found& b) {
      return std::pair(!a.repair.breaks.empty(), a.cost) < std::pair(!b.repair.breaks.empty(), b.cost);
    });
    if (found_.size() > most_) found_.resize(most_);
    const auto is_smallest = [&](const Found& one) {
      return one.repair.changes.size() <= std::max<std::size_t>(result_.at_least, 1);
    };
    const bool known = std::ranges::any_of(found_, is_smallest) || smallest_known_;
    for (auto& one : found_) {
      if (is_smallest(one)) {
        one.repair.smallest = true;
      } else if (known) {
        one.repair.smallest = false;
      }
      if (effort_ == Effort::search) weigh_by_kind(one.repair);
      result_.alternatives.push_back(std::move(one.repair));
    }
    result_.complete = result_.complete && !fewest_.spent();
    return std::move(result_);
  }

 private:
  // Fewer changes of all kinds do, but perhaps not fewer of this one: of rules that are denied, of rules removed.
  void weigh_by_kind(Repair& repair) {
    const auto atom_of = [](const Change& change) {
      return explain::Atom{change.fact,
                           change.kind == Change::Kind::remove ? std::optional(change.value.as<Row>()) : std::nullopt};
    };
    const auto kind = atom_of(repair.changes.front());
    const auto alike = [&](const Change& change) { return atom_of(change).alike(kind); };
    if (repair.changes.size() == 1 || repair.smallest == true || !std::ranges::all_of(repair.changes, alike)) return;
    repair.smallest_of_kind = fewest_.find(repair.changes.size(), &kind).at_least >= repair.changes.size();
  }

  // What is read off the proof, cheapest first.
  void take_proposals() {
    for (const auto& proposal : explain::propose_repairs(program_, facts_, proof_)) {
      if (clean() >= most_) return;
      if (tries_ >= most_tries) {
        result_.complete = false;
        return;
      }
      add(proposal.changes);
    }
  }

  // What is found by searching: the fewest changes of all, and of each kind of change by itself.
  void search() {
    auto fewest = fewest_.find(fewest_found());
    result_.at_least = fewest.at_least;
    result_.impossible = fewest.impossible && found_.empty();
    smallest_known_ = fewest.proved();
    if (!fewest.changes.empty()) add(fewest.changes);
    std::vector<explain::Atom> kinds;
    for (const auto& atom : fewest.atoms) {
      const auto alike = [&](const explain::Atom& other) { return other.alike(atom); };
      if (std::ranges::none_of(kinds, alike)) kinds.push_back(atom);
    }
    std::ranges::stable_sort(kinds, {}, [&](const explain::Atom& atom) { return gentleness(atom); });
    if (kinds.size() > most_classes) kinds.resize(most_classes);
    for (const auto& kind : kinds) {
      if (clean() >= most_ || fewest_.spent() || tries_ >= most_tries) return;
      const auto alone = fewest_.find(most_repair_changes, &kind);
      if (!alone.changes.empty()) add(alone.changes);
    }
  }

  // Facts first, then what is taken out, inner things before what holds them.
  auto gentleness(const explain::Atom& atom) const -> int {
    int depth = 0;
    for (auto up = atom.row; up; up = facts_.parent(*up)) ++depth;
    return atom.row ? 1000 - depth : 0;
  }

  auto fewest_found() const -> std::size_t {
    auto fewest = most_repair_changes;
    for (const auto& one : found_) fewest = std::min(fewest, one.repair.changes.size());
    return fewest;
  }
  auto clean() const -> std::size_t {
    return static_cast<std::size_t>(
        std::ranges::count_if(found_, [](const Found& one) { return one.repair.breaks.empty(); }));
  }

  void add(std::vector<Change> changes) {
    const auto contains_one = [&](const Found& one) { return within(one.repair.changes, changes); };
    if (changes.empty() || std::ranges::any_of(found_, contains_one)) return;
    if (!fewest_.does(changes) || !verdict_after(changes)) return;
    leave_out_surplus(changes);
    if (std::ranges::any_of(found_, contains_one)) return;
    const auto verdict = verdict_after(changes);
    if (!verdict) return;
    Found one;
    one.cost = explain::priced(changes).cost;
    one.repair.passes = eval::standing(*verdict) == eval::Standing::good;
    one.repair.patch = patch_of(program_, facts_, changes);
    if (side_effects_) one.repair.breaks = side_effects_->of(changes, *last_);
    one.repair.changes = std::move(changes);
    std::erase_if(found_, [&](const Found& other) { return within(one.repair.changes, other.repair.changes); });
    found_.push_back(std::move(one));
  }

  // One after the other, what the rest does without. What no hypothesis mends, no facts do.
  void leave_out_surplus(std::vector<Change>& changes) {
    for (std::size_t i = changes.size(); i-- > 0 && changes.size() > 1;) {
      auto fewer = changes;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
      if (fewest_.does(fewer) && verdict_after(fewer)) changes = std::move(fewer);
    }
  }

  // The verdict of the subject on the changed facts, if these can be read, it is still asked about, and does not fail.
  auto verdict_after(const std::vector<Change>& changes) -> std::optional<eval::Verdict> {
    ++tries_;
    last_ = ChangedFacts::make(program_, facts_, sources_, changes);
    if (!last_) return std::nullopt;
    const explain::World world{program_, last_->facts(), *proof_.settings, proof_.level};
    if (explain::applies(world, requirement_) == Truth::no) return std::nullopt;
    const auto subject = last_->same_subject(proof_.subject.subject);
    if (!subject) return std::nullopt;
    const auto scope = explain::scope(world, requirement_, *subject);
    if (scope == Truth::no) return std::nullopt;
    const auto verdict = explain::judge_subject(world, requirement_, *subject, scope).verdict;
    return mends(verdict) ? std::optional(verdict) : std::nullopt;
  }

  const Program& program_;
  const facts::Facts& facts_;
  const Sources& sources_;
  const explain::Proof& proof_;
  std::size_t most_;
  Effort effort_;
  const model::Requirement& requirement_;
  std::optional<SideEffects> side_effects_;
  explain::FewestFinder fewest_;
  std::size_t tries_ = 0;
  std::optional<ChangedFacts> last_;  // of the last verdict asked for
  std::vector<Found> found_;
  Repairs result_;
  bool smallest_known_ = false;
};

}  // namespace

auto find_repairs(const Program& program, const facts::Facts& facts, const Sources& sources,
                  const explain::Proof& proof, std::size_t most, Effort effort) -> Repairs {
  return RepairFinder(program, facts, sources, proof, most, effort).run();
}

}  // namespace dengbao::assess
