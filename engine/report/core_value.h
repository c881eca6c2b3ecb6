#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "model/program.h"

// How the core and certificates write values and call declarations.
namespace dengbao::report {

// A list, its kind first: `["number", "8"]`, `["choice", 2, "router"]`, `["list", …]`. What has no form of its own
// there (an interval, a row) is `["unknown"]`.
[[nodiscard]] auto core_value(const model::Program& program, const Value& value, Type type) -> nlohmann::ordered_json;

// The name where only one declaration has it, else with its module.
[[nodiscard]] auto core_name(const model::Program& program, RecordId record) -> std::string;
[[nodiscard]] auto core_name(const model::Program& program, model::ParameterId parameter) -> std::string;
[[nodiscard]] auto qualified(std::string_view module, std::string_view name) -> std::string;

}  // namespace dengbao::report
