#pragma once

#include <map>
#include <optional>
#include <vector>

#include "assess/assessment.h"

namespace dengbao::assess {

// What a plan is to reach.
struct Aim {
  bool all = false;                         // nothing that counts falls short any more
  bool no_high_risk = false;                // no risk is high
  std::optional<model::OutcomeId> outcome;  // a number of the policies
  Number at_least;                          // that comes to this at least, whatever undecided facts turn out to be
};

// Where a network stands, of an assessment.
struct Position {
  eval::Verdict verdict{};
  std::vector<OutcomeResult> outcomes;  // without their steps
  std::map<eval::Verdict, std::uint32_t> clauses;
  std::size_t high_risks = 0;   // subjects on which one was found
  std::size_t open_risks = 0;   // risks of which it is not known whether they are high
  std::size_t falls_short = 0;  // subjects of requirements, risks and duties; or rules as a whole
  std::optional<Number> low;    // of the outcome looked at; nothing: anything is possible
  std::optional<Number> high;   // nothing: no bound is known
};

// Something that counts and is bad: every subject of every rule, or the rule where it is none of its subjects.
struct Bad {
  model::RequirementId rule;
  const explain::JudgedSubject* subject = nullptr;  // of the assessment
  eval::Verdict verdict{};
};
[[nodiscard]] auto what_falls_short(const model::Program& program, const Assessment& assessment) -> std::vector<Bad>;

// `outcome`: the one to look at.
[[nodiscard]] auto position_of(const model::Program& program, const Assessment& assessment,
                               std::optional<model::OutcomeId> outcome) -> Position;

// Whether it is where the aim says. What is not known yet is nothing that work could reach: `open_risks` stay.
[[nodiscard]] auto reaches(const Position& position, const Aim& aim) -> bool;
// It is not, but what is not known yet may be such that it is; or it is, and what is not known may end that.
[[nodiscard]] auto is_open(const Position& position, const Aim& aim) -> bool;

}  // namespace dengbao::assess
