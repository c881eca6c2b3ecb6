#pragma once

#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/compile.h"
#include "model/program.h"

namespace dengbao::author {

// Finds weak spots of policies that compile: what is always true, passes for no reason, is said twice, is not used, or
// lacks words. `only`: codes of the rules to run, such as L0105; empty: all. Findings that a `-- lint: allow` comment
// in the policy takes out are not among the messages in `sink`; one that takes out nothing is itself reported.
// The first `judged` files of the set are judged; those behind them are the library, which is judged for itself.
void lint(const model::PolicySet& policies, std::size_t judged, const model::Program& program, const Sources& sources,
          const std::set<std::string>& only, Sink& sink);

// The codes of all rules, ascending.
[[nodiscard]] auto lint_codes() -> std::vector<Code>;

}  // namespace dengbao::author
