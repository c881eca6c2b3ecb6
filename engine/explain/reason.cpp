#include "explain/reason.h"

#include <algorithm>

#include "explain/leaves.h"

namespace dengbao::explain {
namespace {

using namespace model;
using Facts = std::vector<FactRef>;

// Whether a verdict stands while only some facts are visible.
class Trial {
 public:
  Trial(const Program& program, const facts::Facts& facts, const Proof& proof)
      : world_{program, facts, *proof.settings, proof.level},
        requirement_(program.requirements[proof.requirement]),
        subject_(proof.subject) {
    world_.extents = proof.extents;
  }

  // The facts that the evaluation looks at: all that it can depend on.
  [[nodiscard]] auto facts_read() const -> Facts {
    std::set<FactRef> read;
    auto world = world_;
    world.read = &read;
    world.extents = make_extents();
    (void)verdict(world);
    return {read.begin(), read.end()};
  }

  [[nodiscard]] auto stands(const Facts& visible) const -> bool {
    const std::set<FactRef> only(visible.begin(), visible.end());
    auto world = world_;
    world.only = &only;
    world.extents = make_extents();
    const auto [verdict, final] = this->verdict(world);
    return verdict == subject_.verdict && (final || !subject_.final);
  }

 private:
  // A pass needs no known scope: a subject out of scope would not be judged at all.
  [[nodiscard]] auto verdict(const World& world) const -> eval::RequirementVerdict {
    const auto applying = applies(world, requirement_);
    if (applying == Truth::no) return {eval::Verdict::not_applicable};
    const auto by = applying == Truth::yes ? provision(world, requirement_) : Provision{};
    if (by.listed == Truth::yes) return eval::with_provider({}, by.listed, by.suffices);
    auto in_scope = Truth::yes;
    if (subject_.in_scope != Truth::unknown && subject_.subject.is_value()) {
      in_scope = scope(world, requirement_, subject_.subject);
    }
    if (in_scope == Truth::no) return {eval::Verdict::not_applicable};
    const bool nothing_due = subject_.timing.has_value();
    if (subject_.verdict == eval::Verdict::not_applicable && !nothing_due) return {eval::Verdict::undecided};
    const auto judged = judge_subject(world, requirement_, subject_.subject, Truth::yes);
    const bool good = eval::standing(judged.verdict) == eval::Standing::good;
    if (applying == Truth::unknown || (in_scope == Truth::unknown && !good)) return {eval::Verdict::undecided};
    return eval::with_provider({judged.verdict, judged.final}, by.listed, by.suffices);
  }

  World world_;
  const Requirement& requirement_;
  const JudgedSubject& subject_;
};

// An inclusion-minimal set of facts under which a verdict stands, by halving (Junker 2004, QuickXplain). It is right
// because more facts never take away what fewer facts decide.
class Minimiser {
 public:
  Minimiser(const Trial& trial, std::size_t budget) : trial_(trial), budget_(budget) {}

  auto run(const Facts& all) -> Facts {
    if (!spend() || trial_.stands({})) return {};
    return minimal({}, false, all);
  }
  [[nodiscard]] auto finished() const -> bool { return !exhausted_; }

 private:
  auto spend() -> bool {
    if (budget_ == 0) exhausted_ = true;
    if (exhausted_) return false;
    --budget_;
    return true;
  }

  static auto together(const Facts& a, const Facts& b) -> Facts {
    auto both = a;
    both.insert(both.end(), b.begin(), b.end());
    return both;
  }

  // The fewest of `candidates` that must be added to `kept`. Without budget all of them stay.
  auto minimal(const Facts& kept, bool changed, const Facts& candidates) -> Facts {
    if (changed) {
      if (!spend()) return candidates;
      if (trial_.stands(kept)) return {};
    }
    if (candidates.size() <= 1 || exhausted_) return candidates;
    const auto middle = candidates.begin() + static_cast<std::ptrdiff_t>(candidates.size() / 2);
    const Facts first(candidates.begin(), middle);
    const Facts second(middle, candidates.end());
    const auto of_second = minimal(together(kept, first), true, second);
    const auto of_first = minimal(together(kept, of_second), !of_second.empty(), first);
    return together(of_first, of_second);
  }

  const Trial& trial_;
  std::size_t budget_;
  bool exhausted_ = false;
};

// Each trial looks at up to all facts again: with very many facts fewer trials are affordable.
auto affordable(std::size_t budget, std::size_t facts) -> std::size_t {
  constexpr std::size_t most_look_ups = 20'000'000;
  return std::min(budget, most_look_ups / std::max<std::size_t>(facts, 1));
}

auto missing_facts(const Proof& proof, const std::vector<StepId>& leaves) -> Facts {
  Facts facts;
  for (auto leaf : leaves) {
    const auto& step = proof.steps[leaf];
    const bool open = step.kind == StepKind::missing || step.open;
    if (open && step.fact && std::find(facts.begin(), facts.end(), *step.fact) == facts.end())
      facts.push_back(*step.fact);
  }
  return facts;
}

}  // namespace

auto find_reason(const Program& program, const facts::Facts& facts, const eval::Settings&, const Proof& proof,
                 std::size_t budget) -> Reason {
  Reason reason;
  reason.leaves = find_leaves(program, proof);
  if (proof.subject.verdict == eval::Verdict::undecided) {
    reason.facts = missing_facts(proof, reason.leaves);
    return reason;
  }
  if (budget == 0) {
    reason.minimal = false;
    return reason;
  }
  const Trial trial(program, facts, proof);
  const auto read = trial.facts_read();
  Minimiser minimiser(trial, affordable(budget, read.size()));
  reason.facts = minimiser.run(read);
  reason.minimal = minimiser.finished();
  if (!reason.minimal && reason.facts.empty()) reason.facts = read;
  return reason;
}

}  // namespace dengbao::explain
