#pragma once

#include <string>
#include <utility>
#include <vector>

#include "explain/words.h"
#include "report/json.h"
#include "report/part_text.h"

// What would decide: the missing facts, each with the question that a survey puts and which way each answer decides.
namespace dengbao::report {

struct DecisionLines {
  std::vector<std::pair<explain::FactRef, std::string>> questions;  // "less than 8 → FAIL; at least 8 → PASS"
  std::vector<std::string> together;                                // answers to several, a way a line
  std::string whatever;                                             // that no answer makes a difference; mostly empty
};

// Of a subject that is undecided.
[[nodiscard]] auto decision_lines(const Explained& explained) -> DecisionLines;
[[nodiscard]] auto decisions_json(const Context& context, const Finding& finding, const explain::Words& en,
                                  const explain::Words& zh) -> Json;

}  // namespace dengbao::report
