#pragma once

#include <cstddef>
#include <optional>

#include "value/value.h"

// The neighbours of a constant, for mutants.
namespace dengbao::author {

// One smallest sensible unit up or down: the last digit written of a number, the unit in which a duration is written, a
// day of a date. Nothing for other kinds, and below zero where the value is not below it itself.
[[nodiscard]] auto stepped(const Value& value, bool up) -> std::optional<Value>;

// The other truth value, the next of so many choices. Nothing for values that are stepped.
[[nodiscard]] auto other_value(const Value& value, std::size_t choices) -> std::optional<Value>;

}  // namespace dengbao::author
