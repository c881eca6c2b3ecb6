#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "assess/plan/trial.h"

// The remediation plan: of everything that may be done, the least work after which the network is where it is aimed at.
namespace dengbao::assess {

// What a plan is made from. All of it is viewed.
struct PlanTask {
  const eval::Plan& plan;
  const facts::Facts& facts;
  const Sources& sources;
  const eval::Settings& settings;
  const Assessment& before;  // of these facts: of all rules, with every subject
  std::span<const Measure> measures;
  std::vector<Shortfall> shortfalls;  // what falls short and counts; its ways are what was found to end it
  Aim aim;
  // By it measures are put in order: that of the aim, else one that reports look at. May be nothing.
  std::optional<model::OutcomeId> outcome;
  std::int64_t wave_work = 0;  // at most so much work in a wave, if its parts are not larger; 0: a quarter of all, and
                               // three of them at least
};

// What one measure does by itself, as evaluated; nothing of work for people.
struct Alone {
  bool tried = false;
  bool readable = false;       // the facts can be read after it
  std::optional<Number> gain;  // in the lower end of the outcome
  std::vector<bool> ended;     // by shortfall
  std::vector<NewlyShort> broken;
};

struct PlannedWave {
  std::vector<ActionId> actions;  // in the order in which to do them
  std::int64_t work = 0;
  Position promised;  // after this wave and all before it
  Position expected;
};

// How far a plan leads.
enum class Reach : std::uint8_t {
  already,      // nothing has to be done
  promised,     // the facts with the plan's patch are assessed so
  undecided,    // the same, but what is not known yet may still be otherwise
  with_people,  // once the work for people is done as well, which no evaluation can promise
  not_reached,  // it goes as far as anything that was found
};

struct Remediation {
  Reach reach{};
  std::vector<Alone> alone;                  // by measure
  std::vector<std::vector<ActionId>> after;  // by measure: of those planned, what has to be done before it
  std::vector<PlannedWave> waves;            // none: nothing is to be done, or can be
  std::int64_t work = 0;
  std::int64_t at_least = 0;    // by the estimate nothing that goes as far takes less
  bool gently = false;          // of what breaks something, only what has no way beside it that breaks nothing
  bool minimal = false;         // tried: none of its measures can be left out
  std::size_t rounds = 0;       // how often the target was set anew because evaluation fell short of the estimate
  std::size_t trials = 0;       // how many changed networks were evaluated
  std::int64_t greedy = 0;      // work of going from goal to goal, the most gain for the work first
  std::int64_t everything = 0;  // work of all measures
  Position before;
  Position promised;
  Position expected;
  std::vector<NewlyShort> broken;        // what falls short after all of the plan, and does not now
  std::vector<std::size_t> in_the_way;   // shortfalls that stand between the plan and its aim
  std::vector<explain::Change> changes;  // all that the plan promises rests on
};

[[nodiscard]] auto plan_remediation(PlanTask task) -> Remediation;

}  // namespace dengbao::assess
