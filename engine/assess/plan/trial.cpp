#include "assess/plan/trial.h"

#include <algorithm>

namespace dengbao::assess {
namespace {

using explain::Change;

auto writes_the_same(const Change& a, const Change& b) -> bool {
  return a.kind == Change::Kind::set && b.kind == Change::Kind::set && a.fact == b.fact;
}

// Whether `a` does what `b` asks for as well.
auto goes_further(const Change& a, const Change& b) -> bool {
  if (!b.bound || a.bound != b.bound) return false;
  const auto further = *b.bound == CompareOp::greater_equal ? CompareOp::greater : CompareOp::less;
  return compare(further, a.value, b.value) == Truth::yes;
}

// What falls short after the changes by rule, to look subjects up.
class ShortAfter {
 public:
  ShortAfter(const model::Program& program, const Assessment& after) : bad_(what_falls_short(program, after)) {}

  auto has(model::RequirementId rule, const std::optional<Value>& subject) const -> bool {
    return std::ranges::any_of(bad_, [&](const Bad& one) {
      if (one.rule != rule) return false;
      return !subject || (one.subject != nullptr && same(one.subject->subject, *subject));
    });
  }
  auto all() const -> const std::vector<Bad>& { return bad_; }

 private:
  std::vector<Bad> bad_;
};

auto subject_name(const model::Program& program, const facts::Facts& facts, const Bad& bad) -> std::string {
  if (bad.subject == nullptr) return {};
  const auto* row = bad.subject->subject.get_if<Row>();
  if (row != nullptr) return facts.name(*row, Lang::en);
  return program.value_words(bad.subject->subject, bad.subject->type, Lang::en);
}

}  // namespace

auto Trials::changes(std::span<const ActionId> actions) const -> std::vector<Change> {
  std::vector<Change> all;
  for (const auto action : actions) {
    for (const auto& change : measures_[action].changes) {
      const auto other =
          std::ranges::find_if(all, [&](const Change& one) { return one == change || writes_the_same(one, change); });
      if (other == all.end()) {
        all.push_back(change);
      } else if (goes_further(change, *other)) {
        *other = change;
      }
    }
  }
  return all;
}

auto Trials::after(std::span<const ActionId> actions) -> std::optional<Trial> {
  ++count_;
  const auto changed = ChangedFacts::make(*plan_.program, facts_, sources_, changes(actions));
  return changed ? std::optional(trial(actions, *changed)) : std::nullopt;
}

auto Trials::trial(std::span<const ActionId> actions, const ChangedFacts& changed) const -> Trial {
  const auto& program = *plan_.program;
  const auto assessment = assess(plan_, changed.facts(), settings_, {});
  Trial trial;
  trial.promised = position_of(program, assessment, outcome_);
  const ShortAfter after(program, assessment);
  std::vector<Failing> known;  // as they stand after the changes
  for (const auto& shortfall : shortfalls_) {
    auto what = shortfall.what;
    if (what.subject) what.subject = changed.same_subject(*what.subject);
    const bool gone = shortfall.what.subject && !what.subject;
    trial.ended.push_back(gone || !after.has(what.rule, what.subject));
    if (!gone) known.push_back(std::move(what));
  }
  for (const auto& bad : after.all()) {
    const auto is_known = [&](const Failing& one) {
      return one.rule == bad.rule &&
             (!one.subject || (bad.subject != nullptr && same(*one.subject, bad.subject->subject)));
    };
    if (std::ranges::none_of(known, is_known))
      trial.broken.push_back({bad.rule, subject_name(program, changed.facts(), bad)});
  }
  const auto supposed = by_people(actions, changed, trial);
  trial.expected =
      supposed.empty()
          ? trial.promised
          : position_of(program, suppose_mended(plan_, changed.facts(), settings_, assessment, supposed), outcome_);
  return trial;
}

auto Trials::by_people(std::span<const ActionId> actions, const ChangedFacts& changed, const Trial& trial) const
    -> std::vector<Failing> {
  const auto is_done = [&](ActionId action) { return std::ranges::find(actions, action) != actions.end(); };
  const auto people_end_it = [&](const WorkGoal::Alternative& way) {
    return std::ranges::all_of(way, is_done) &&
           std::ranges::any_of(way, [&](ActionId action) { return measures_[action].for_people(); });
  };
  std::vector<Failing> ended;
  for (std::size_t index = 0; index < shortfalls_.size(); ++index) {
    if (trial.ended[index] || std::ranges::none_of(shortfalls_[index].ways, people_end_it)) continue;
    auto what = shortfalls_[index].what;
    if (what.subject) what.subject = changed.same_subject(*what.subject);
    ended.push_back(std::move(what));
  }
  return ended;
}

}  // namespace dengbao::assess
