#include "assess/gap/common_repair.h"

#include <algorithm>

#include "assess/changed_facts.h"
#include "assess/side_effects.h"
#include "explain/judge.h"

namespace dengbao::assess {
namespace {

using explain::Change;

constexpr std::uint64_t largest_searched = std::uint64_t{1} << 20;  // bytes of facts; larger ones are read once a group
constexpr std::uint64_t largest_tried = std::uint64_t{64} << 20;
constexpr std::size_t most_alone = 12;  // subjects of a group that are mended in a way of their own

// The same kinds of changes, however many: what is done to the first subject is done to the other.
auto of_the_same_kind(const std::vector<Change>& a, const std::vector<Change>& b) -> bool {
  const auto covered = [](const std::vector<Change>& some, const std::vector<Change>& others) {
    return std::ranges::all_of(some, [&](const Change& one) {
      return std::ranges::any_of(others, [&](const Change& other) { return other.alike(one); });
    });
  };
  return covered(a, b) && covered(b, a);
}

class CommonFinder {
 public:
  CommonFinder(const model::Program& program, const facts::Facts& facts, const Sources& sources, std::size_t subjects,
               const std::function<explain::Proof(std::size_t)>& proof_of)
      : program_(program),
        facts_(facts),
        sources_(sources),
        subjects_(subjects),
        proof_of_(proof_of),
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
    auto found = find_repairs(program_, facts_, sources_, proof, 1, Effort::proof_only);
    if (found.alternatives.empty()) return;
    result_.changes.front() = std::move(found.alternatives.front().changes);
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
      auto found = find_repairs(program_, facts_, sources_, proof_of_(index), 1, Effort::proof_only);
      if (!found.alternatives.empty()) result_.changes[index] = std::move(found.alternatives.front().changes);
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
  }

  const model::Program& program_;
  const facts::Facts& facts_;
  const Sources& sources_;
  std::size_t subjects_;
  const std::function<explain::Proof(std::size_t)>& proof_of_;
  bool small_;
  CommonRepair result_;
};

}  // namespace

auto find_common_repair(const model::Program& program, const facts::Facts& facts, const Sources& sources,
                        std::size_t subjects, const std::function<explain::Proof(std::size_t)>& proof_of)
    -> CommonRepair {
  return CommonFinder(program, facts, sources, subjects, proof_of).run();
}

}  // namespace dengbao::assess
