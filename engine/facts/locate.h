#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace dengbao::facts {

// Where the values of these JSON pointers stand in a valid JSON text: the span of each value, or nothing where a
// pointer leads nowhere. One pass over the text for all pointers; values off their way are skipped without being
// decoded. Where a key is given twice, the last one counts.
[[nodiscard]] auto locate(std::string_view json, FileId file, std::span<const std::string> pointers)
    -> std::vector<std::optional<Span>>;

}  // namespace dengbao::facts
