#pragma once

#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "assess/assessment.h"
#include "explain/repair.h"

// At which level a network is to be protected, as its policies reckon it.
//
// Policies say what belongs to it by the names of their modules: outcomes and requirements of a module that has
// `classification` as a part of its name (`mlps.classification.level`) are the classification's, duties of one with
// `filing` are the filing's. An outcome that gives a number is a level; one that another of them reads is a side of it.
namespace dengbao::assess {

// Whether `topic` is one of the parts of the module's name.
[[nodiscard]] auto is_about(std::string_view module, std::string_view topic) -> bool;

// What a level rests on: the citations of the outcome, else those of the tables that it is read from.
[[nodiscard]] auto citations_of(const model::Program& program, const model::Outcome& outcome)
    -> std::vector<model::Citation>;

// A level as the policies reckon it.
struct LevelFound {
  OutcomeResult result;
  bool draft = false;                   // rests on drafts alone
  bool side = false;                    // another level is reckoned from it
  std::vector<model::OutcomeId> sides;  // levels that it is reckoned from
};

// Facts that would be otherwise, and the levels that would follow.
struct LevelMove {
  std::vector<explain::Change> changes;  // the fewest: no part of them does it
  bool raises = false;
  struct Given {
    model::OutcomeId outcome;
    Value value;
  };
  std::vector<Given> gives;  // the levels that differ then, in the policies' order
};

struct Classification {
  std::vector<LevelFound> levels;      // in the policies' order
  std::vector<OutcomeResult> remarks;  // what the policies say beside: choices, in words
  // The highest of all levels: the cautious choice. Nothing while one of them is not decided.
  std::optional<std::uint32_t> advised;
  std::vector<LevelMove> moves;          // raising ones first; one change before two, two before three
  bool all_moves = true;                 // false: there were too many to try
  std::set<explain::FactRef> read;       // facts that the levels were reckoned from, and of these
  std::set<explain::FactRef> not_known;  // those that are not known
};

// Judges the levels. The classification of policies that declare none has no `levels`. Level and results of an
// assessment are not looked at: an outcome that reads verdicts is none of the classification.
[[nodiscard]] auto classify(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings)
    -> Classification;

// What the levels and the requirements of the classification look at, known or not: what a report of it has to tell.
[[nodiscard]] auto facts_of_classification(const model::Program& program, const facts::Facts& facts,
                                           const eval::Settings& settings, const Classification& found)
    -> std::set<explain::FactRef>;

// The rules that say what follows from a level: requirements of the classification, duties of the filing. They are
// judged at the level of the settings; level, date, `results` and `duties` are filled in, the rest is empty.
[[nodiscard]] auto judge_steps(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings)
    -> Assessment;

}  // namespace dengbao::assess
