#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "assess/changed_facts.h"
#include "assess/plan/least_work.h"
#include "assess/plan/position.h"
#include "assess/plan/supposition.h"

namespace dengbao::assess {

// One thing to do: one change alike on however many things, or work for people that no change of facts stands for.
struct Measure {
  std::vector<explain::Change> changes;  // none: for people
  std::int64_t work = 0;
  [[nodiscard]] auto for_people() const -> bool { return changes.empty(); }
};

// Something that falls short, and what would end it.
struct Shortfall {
  Failing what;
  eval::Verdict verdict{};
  std::vector<WorkGoal::Alternative> ways;  // each of measures that end it together
};

// Something that falls short after changes and did not before.
struct NewlyShort {
  model::RequirementId rule;
  std::string subject;  // its name
  friend auto operator==(const NewlyShort&, const NewlyShort&) -> bool = default;
};

// What is the case after some measures.
struct Trial {
  Position promised;        // by the evaluation of the changed facts
  Position expected;        // besides, as if people's work had ended what it is for
  std::vector<bool> ended;  // by shortfall: falls short no more, as evaluated
  std::vector<NewlyShort> broken;
};

// Tries measures by what an assessment says of the facts after them.
class Trials {
 public:
  // What is given is viewed, and has to outlive this.
  Trials(const eval::Plan& plan, const facts::Facts& facts, const Sources& sources, const eval::Settings& settings,
         std::span<const Measure> measures, std::span<const Shortfall> shortfalls,
         std::optional<model::OutcomeId> outcome)
      : plan_(plan),
        facts_(facts),
        sources_(sources),
        settings_(settings),
        measures_(measures),
        shortfalls_(shortfalls),
        outcome_(outcome) {}

  // Nothing where the facts cannot be read after these.
  [[nodiscard]] auto after(std::span<const ActionId> actions) -> std::optional<Trial>;
  // All changes of these. Where two set one fact, the one that goes further; else the first.
  [[nodiscard]] auto changes(std::span<const ActionId> actions) const -> std::vector<explain::Change>;
  [[nodiscard]] auto count() const -> std::size_t { return count_; }

 private:
  [[nodiscard]] auto trial(std::span<const ActionId> actions, const ChangedFacts& changed) const -> Trial;
  [[nodiscard]] auto by_people(std::span<const ActionId> actions, const ChangedFacts& changed, const Trial& trial) const
      -> std::vector<Failing>;

  const eval::Plan& plan_;
  const facts::Facts& facts_;
  const Sources& sources_;
  const eval::Settings& settings_;
  std::span<const Measure> measures_;
  std::span<const Shortfall> shortfalls_;
  std::optional<model::OutcomeId> outcome_;
  std::size_t count_ = 0;
};

}  // namespace dengbao::assess
