#pragma once

#include <nlohmann/json.hpp>

#include "report/context.h"
#include "report/finding.h"
#include "report/places.h"

// Pieces that the JSON reports share. Keys keep the order in which they are written.
namespace dengbao::report {

using Json = nlohmann::ordered_json;

// Text as it leaves the program: indented by two, with a final line break; bytes that are not UTF-8 are replaced.
[[nodiscard]] auto json_text(const Json& json) -> std::string;

// A value as the facts file would hold it; null where it is unknown or does not exist; an interval as {"lo", "hi"}.
[[nodiscard]] auto value_json(const Context& context, const Value& value, Type type) -> Json;

// Puts `line` and `column` of a fact into `json`, where it stands in the file.
void add_place(Json& json, const Places& places, const std::string& pointer);

// The days of a duty: `due`, `done`, `next_due`, each a date or null.
[[nodiscard]] auto timing_json(const eval::Timing& timing) -> Json;

// {"en", "zh"}
[[nodiscard]] auto localised_json(const Localised& words) -> Json;

// true, false, null
[[nodiscard]] auto truth_json(Truth truth) -> Json;

// Every parameter that was set otherwise than the policies have it, with its value.
[[nodiscard]] auto overridden_json(const Context& context) -> Json;

}  // namespace dengbao::report
