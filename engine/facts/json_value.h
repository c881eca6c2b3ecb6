#pragma once

#include <string>

#include "model/program.h"

namespace dengbao::facts {

// A value as a facts file writes it: the JSON text that `load` reads back as this value of this type. Not for rows.
[[nodiscard]] auto json_value(const model::Program& program, const Value& value, Type type) -> std::string;

}  // namespace dengbao::facts
