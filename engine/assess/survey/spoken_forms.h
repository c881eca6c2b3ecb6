#pragma once

#include <string>
#include <string_view>

#include "base/localised.h"
#include "model/program.h"

// How people write dates and lengths of time, and how they are told what form an answer has.
namespace dengbao::assess {

// What people write (2026/11/21, 2026年11月21日, 90 days, 15分钟) as facts have it; all else as it is.
[[nodiscard]] auto written_form(Kind kind, std::string_view text) -> std::string;

// A length of time as people write it, from its form in facts: `P90D` is `90 days`.
[[nodiscard]] auto words_of_form(const model::Program& program, const model::Field& field) -> Localised;
[[nodiscard]] auto spoken_example(const model::Program& program, const model::Field& field) -> Localised;

}  // namespace dengbao::assess
