#pragma once

#include <string>

#include "explain/words.h"
#include "report/json.h"
#include "report/part_text.h"

// What would decide: the missing facts, each with the question that a survey puts and which way each answer decides.
namespace dengbao::report {

// A missing fact with why it is missing and the question that a survey puts.
[[nodiscard]] auto question_text(const Context& context, explain::FactRef fact) -> std::string;

// Of a subject that is undecided.
[[nodiscard]] auto decisions_text(const Explained& explained) -> std::string;
[[nodiscard]] auto decisions_json(const Context& context, const Finding& finding, const explain::Words& en,
                                  const explain::Words& zh) -> Json;

}  // namespace dengbao::report
