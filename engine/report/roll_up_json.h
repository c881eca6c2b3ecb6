#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "assess/roll_up.h"
#include "base/localised.h"

// Roll-ups as they go from machine to machine: `dengbao.roll-up/1`, one JSON document on one line.
namespace dengbao::report {

// With a line break at its end. The same roll-up gives the same bytes.
[[nodiscard]] auto roll_up_json(const assess::RollUp& roll_up) -> std::string;

// What this function wrote, whoever has laid it out anew; or why the text is no roll-up.
[[nodiscard]] auto read_roll_up(std::string_view json) -> std::variant<assess::RollUp, Localised>;

// Whether the line is a network's (`dengbao.verdicts/1`), as they stand before the roll-up of a run.
[[nodiscard]] auto is_verdicts_line(std::string_view line) -> bool;

}  // namespace dengbao::report
