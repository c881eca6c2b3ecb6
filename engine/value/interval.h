#pragma once

#include <optional>

#include "value/value.h"

namespace dengbao {

// A number as the interval that holds only it; an interval as it is; nothing for any other value.
[[nodiscard]] auto as_interval(const Value& value) -> std::optional<Interval>;
// The shortest value for the interval: a number where it holds only one.
[[nodiscard]] auto from_interval(const Interval& interval) -> Value;

// `a op b` for every number of each, or the reason why no interval holds the results.
[[nodiscard]] auto interval_arithmetic(ArithmeticOp op, const Interval& a, const Interval& b) -> Value;

}  // namespace dengbao
