#pragma once

#include <map>
#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "base/source.h"
#include "model/program.h"
#include "value/number.h"

// What it takes to put a rule right, by whoever knows the organisation: policies cannot say.
namespace dengbao::assess {

// For all subjects of the rule together; what an organisation has not estimated is not there.
struct Cost {
  std::optional<Number> effort_days;  // days of work
  std::optional<Number> cost;         // money, in the currency that the file is kept in
};

struct Costs {
  std::map<std::uint32_t, Cost> by_rule;  // by RequirementId

  [[nodiscard]] auto of(model::RequirementId rule) const -> const Cost* {
    const auto found = by_rule.find(rule.index);
    return found == by_rule.end() ? nullptr : &found->second;
  }
};

// A CSV text with the columns `requirement`, `effort_days` and `cost` in any order; either of the last two may be left
// out, and a cell of them may be empty. A requirement, risk or duty is named as everywhere; it stands in one row.
//
// Every error of the file is reported at its place: C0502 to C0508.
[[nodiscard]] auto read_costs(const Sources& sources, FileId file, const model::Program& program, Sink& sink) -> Costs;

}  // namespace dengbao::assess
