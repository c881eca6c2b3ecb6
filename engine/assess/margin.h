#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assess/changed_facts.h"
#include "explain/proof.h"

namespace dengbao::assess {

// Changes after which something no longer passes.
struct Break {
  std::vector<explain::Change> changes;
  std::string patch;             // the same as a JSON Patch (RFC 6902)
  std::optional<bool> smallest;  // whether fewer changes would not do; nothing: the budget ended before that
  eval::Verdict verdict{};       // then
};

// The first day on which a verdict is another one though no fact changes.
struct Expiry {
  Date on;
  std::int64_t days = 0;  // from the date of assessment
  eval::Verdict verdict{};
};

struct Margin {
  std::vector<Break> breaks;  // fewest changes first; of those of one change, what lies nearest to its bound first
  std::size_t at_least = 0;   // so many changes are needed, whatever they are
  bool impossible = false;    // no change of what can be changed breaks it
  std::optional<Expiry> expires;
};

// For a subject that passes. Each break was applied to the facts, which were read again and judged. New objects are not
// tried, and dates are not moved: instead the date of assessment is, to every day that the facts and the policy name or
// reckon, and between these day by day.
[[nodiscard]] auto find_margin(const model::Program& program, const facts::Facts& facts, const Sources& sources,
                               const explain::Proof& proof, std::size_t most = 3) -> Margin;

}  // namespace dengbao::assess
