#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/localised.h"
#include "report/json.h"

// Assessments that were kept, one file each, and what became of a network over them.
namespace dengbao::report {

// dengbao.kept/1: an assessment (dengbao.assessment/1) with the digests of what it came from.
[[nodiscard]] auto kept_json(const std::string& assessment, const std::string& policies, const std::string& facts)
    -> std::string;
// The name of its file beside those that are there: day, level, its number among these, and the first digits of its
// digest; the name that it has already if it is there, so that the same assessment is kept once.
[[nodiscard]] auto kept_name(const std::string& kept, std::span<const std::string> there) -> std::string;
[[nodiscard]] auto is_kept(const Json& json) -> bool;

// By the day of assessment, the oldest first; `kept`: of kept_json. As a table for a person, and as dengbao.history/1.
[[nodiscard]] auto history_text(std::vector<Json> kept, Lang lang) -> std::string;
[[nodiscard]] auto history_json(std::vector<Json> kept) -> std::string;

}  // namespace dengbao::report
