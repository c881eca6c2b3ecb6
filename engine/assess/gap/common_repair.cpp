#include "assess/gap/common_repair.h"

#include <algorithm>
#include <tuple>

#include "assess/changed_facts.h"
#include "assess/side_effects.h"
#include "explain/judge.h"

namespace dengbao::assess {
namespace {

using explain::Change;

constexpr std::uint64_t largest_searched = std::uint64_t{4} << 20;  // bytes of facts; larger ones are read once a group
constexpr std::uint64_t largest_tried = std::uint64_t{64} << 20;
constexpr std::size_t most_alone = 12;            // subjects of a group that are mended in a way of their own
constexpr std::size_t most_searched = 3;          // of these, by searching
constexpr std::size_t most_sought = 6;            // alternatives that the gentlest is taken of
constexpr std::size_t most_changes_dropped = 40;  // changes that are tried to be left out

// The same kinds of changes, however many: what is done to the first subject is done to the other.
auto of_the_same_kind(const std::vector<Change>& a, const std::vector<Change>& b) -> bool {
  const auto covered = [](const std::vector<Change>& some, const std::vector<Change>& others) {
    return std::ranges::all_of(some, [&](const Change& one) {
      return std::ranges::any_of(others, [&](const Change& other) { return other.alike(one); });
    });
  };
  return covered(a, b) && covered(b, a);
}

// To set something comes before taking it out of use, and that before taking something away.
auto harshness(const std::vector<Change>& changes) -> std::size_t {
  const auto removes = [](const Change& change) { return change.kind == Change::Kind::remove; };
  const auto leaves = [](const Change& change) {
    const bool clears =
        change.kind == Change::Kind::set && change.value.get_if<std::shared_ptr<const List>>() != nullptr;
    return clears || change.weight >= explain::weight_of_leaving;
  };
  if (std::ranges::any_of(changes, removes)) return 2;
  return std::ranges::any_of(changes, leaves) ? 1 : 0;
}

class CommonFinder {
 public:
  CommonFinder(const model::Program& program, const facts::Facts& facts, const Sources& sources, std::size_t subjects,
               const std::function<explain::Proof(std::size_t)>& proof_of, const std::vector<Change>& chosen)
      : program_(program),
        facts_(facts),
        sources_(sources),
        subjects_(subjects),
        proof_of_(proof_of),
        chosen_(chosen),
        small_(sources[facts.file()].size() <= largest_searched) {
    result_.changes.resize(subjects);
    result_.mended.assign(subjects, false);
  }

  auto run() -> CommonRepair {
    if (sources_[facts_.file()].size() > largest_tried) {
      result_.sought = false;
      return std::move(result_);
    }
    mend_first();
    for (std::size_t index = 1; index < subjects_; ++index) result_.changes[index] = like_the_first(index);
    try_all();
    if (mend_others_alone()) try_all();
    if (small_) drop_surplus();
    settle();
    return std::move(result_);
  }

 private:
  void mend_first() {
    const auto proof = proof_of_(0);
    if (!small_) {
      const auto proposals = explain::propose_repairs(program_, facts_, proof);
      if (!proposals.empty()) result_.changes.front() = proposals.front().changes;
      return;
    }
    result_.changes.front() = gentlest(proof);
  }

  // Read off the proof; where that would take something out of use or away, searched for.
  auto gentlest(const explain::Proof& proof, bool search = true) const -> std::vector<Change> {
    auto found = find_repairs(program_, facts_, sources_, proof, most_sought, Effort::proof_only).alternatives;
    const auto gentle = [](const Repair& one) { return one.passes && harshness(one.changes) == 0; };
    if (search && std::ranges::none_of(found, gentle))
      found = find_repairs(program_, facts_, sources_, proof, most_sought, Effort::brief).alternatives;
    if (found.empty()) return {};
    // What is done already for another gap is best done for this one too.
    const auto news = [&](const Repair& one) {
      return std::ranges::count_if(
          one.changes, [&](const Change& change) { return std::ranges::find(chosen_, change) == chosen_.end(); });
    };
    std::ranges::stable_sort(
        found, {}, [&](const Repair& one) { return std::tuple(harshness(one.changes), !one.passes, news(one)); });
    return std::move(found.front().changes);
  }

  auto like_the_first(std::size_t index) const -> std::vector<Change> {
    if (result_.changes.front().empty()) return {};
    for (auto& proposal : explain::propose_repairs(program_, facts_, proof_of_(index))) {
      if (of_the_same_kind(proposal.changes, result_.changes.front())) return std::move(proposal.changes);
    }
    return {};
  }

  // Those that the common change does not mend, each by itself, while they are few.
  auto mend_others_alone() -> bool {
    if (!small_) return false;
    std::size_t alone = 0;
    for (std::size_t index = 0; index < subjects_ && alone < most_alone; ++index) {
      if (result_.mended[index]) continue;
      ++alone;
      if (auto changes = gentlest(proof_of_(index), alone <= most_searched); !changes.empty())
        result_.changes[index] = std::move(changes);
    }
    return alone > 0;
  }

  [[nodiscard]] auto together(bool mended_only) const -> std::vector<Change> {
    std::vector<Change> all;
    for (std::size_t index = 0; index < subjects_; ++index) {
      if (mended_only && !result_.mended[index]) continue;
      for (const auto& change : result_.changes[index]) {
        // A group is one kind of change mostly; what is shared is shared by neighbours.
        const auto known = [&](const Change& other) { return other == change; };
        if (all.size() > 5000 || std::ranges::none_of(all, known)) all.push_back(change);
      }
    }
    return all;
  }

  void try_all() {
    const auto changes = together(false);
    result_.mended.assign(subjects_, false);
    if (changes.empty()) return;
    const auto changed = ChangedFacts::make(program_, facts_, sources_, changes);
    if (!changed) return;
    for (std::size_t index = 0; index < subjects_; ++index) result_.mended[index] = is_mended(*changed, index);
  }

  auto is_mended(const ChangedFacts& changed, std::size_t index) const -> bool {
    if (result_.changes[index].empty()) return false;
    const auto proof = proof_of_(index);
    const auto& rule = program_.requirements[proof.requirement];
    const explain::World world{program_, changed.facts(), *proof.settings, proof.level};
    const auto subject = changed.same_subject(proof.subject.subject);
    if (!subject || explain::applies(world, rule) == Truth::no) return false;
    const auto scope = explain::scope(world, rule, *subject);
    if (scope == Truth::no) return false;
    return eval::standing(explain::judge_subject(world, rule, *subject, scope).verdict) == eval::Standing::good;
  }

  // What each needs by itself may be more than all need together: whatever the rest does without is left out, a kind of
  // change on all of them at once, then one by one.
  void drop_surplus() {
    std::vector<Change> kinds;
    for (const auto& change : together(true)) {
      const auto alike = [&](const Change& other) { return other.alike(change); };
      if (std::ranges::none_of(kinds, alike)) kinds.push_back(change);
    }
    std::size_t tries = 0;
    if (kinds.size() > 1) {
      for (const auto& kind : kinds) {
        if (++tries <= most_changes_dropped) drop([&](const Change& change) { return change.alike(kind); });
      }
    }
    for (const auto& one : together(true)) {
      if (++tries <= most_changes_dropped) drop([&](const Change& change) { return change == one; });
    }
  }

  // A subject must keep a change of its own, or it would not count as mended by any.
  template <typename Is>
  void drop(const Is& surplus) {
    auto kept = result_.changes;
    for (auto& changes : kept) {
      const auto before = changes.size();
      std::erase_if(changes, surplus);
      if (changes.empty() && before > 0) return;
    }
    std::swap(result_.changes, kept);
    const auto changes = together(true);
    const auto changed = ChangedFacts::make(program_, facts_, sources_, changes);
    for (std::size_t index = 0; index < subjects_; ++index) {
      if (!result_.mended[index] || (changed && is_mended(*changed, index))) continue;
      std::swap(result_.changes, kept);
      return;
    }
  }

  // What is told is what was tried: without the changes of those that it did not mend, once more.
  void settle() {
    result_.all = together(true);
    if (std::ranges::find(result_.mended, false) != result_.mended.end() && !result_.all.empty()) {
      const auto changed = ChangedFacts::make(program_, facts_, sources_, result_.all);
      for (std::size_t index = 0; index < subjects_; ++index)
        result_.mended[index] = changed && result_.mended[index] && is_mended(*changed, index);
      result_.all = together(true);
    }
    if (result_.all.empty()) return;
    result_.patch = patch_of(program_, facts_, result_.all);
    if (!small_) return;
    const auto changed = ChangedFacts::make(program_, facts_, sources_, result_.all);
    SideEffects effects(program_, facts_, *proof_of_(0).settings);
    if (changed) result_.breaks = effects.of(result_.all, *changed);
    if (!result_.breaks.empty() && harshness(result_.all) > 0) forget();
  }

  // To take out of use what another rule needs is no advice: people find a better way.
  void forget() {
    const auto sought = result_.sought;
    result_ = {};
    result_.sought = sought;
    result_.changes.resize(subjects_);
    result_.mended.assign(subjects_, false);
  }

  const model::Program& program_;
  const facts::Facts& facts_;
  const Sources& sources_;
  std::size_t subjects_;
  const std::function<explain::Proof(std::size_t)>& proof_of_;
  const std::vector<Change>& chosen_;
  bool small_;
  CommonRepair result_;
};

}  // namespace

auto find_common_repair(const model::Program& program, const facts::Facts& facts, const Sources& sources,
                        std::size_t subjects, const std::function<explain::Proof(std::size_t)>& proof_of,
                        const std::vector<Change>& chosen) -> CommonRepair {
  return CommonFinder(program, facts, sources, subjects, proof_of, chosen).run();
}

}  // namespace dengbao::assess
