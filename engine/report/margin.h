#pragma once

#include <string>
#include <vector>

#include "explain/words.h"
#include "report/json.h"
#include "report/part_text.h"

// What would break a pass: the smallest changes, and the day on which it ends by itself.
namespace dengbao::report {

// Verdicts that have a margin.
[[nodiscard]] auto has_margin(const explain::JudgedSubject& subject) -> bool;
// A change, or a day, a line.
[[nodiscard]] auto margin_lines(const Explained& explained) -> std::vector<std::string>;
[[nodiscard]] auto margin_json(const Context& context, const Finding& finding, const explain::Words& en,
                               const explain::Words& zh) -> Json;

}  // namespace dengbao::report
