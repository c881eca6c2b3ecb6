#pragma once

#include <cstddef>
#include <vector>

#include "explain/proof.h"

namespace dengbao::explain {

// Why a verdict is what it is, as few facts as possible.
struct Reason {
  // Fail, partial, pass, not applicable: an inclusion-minimal set of facts that forces the verdict, all others unknown.
  // Undecided: the missing facts that would decide, in the groups in which they decide, fewest first.
  std::vector<FactRef> facts;
  bool minimal = true;  // false: the budget ended before every fact had been tried
  // The steps to show, in order: for a fail the steps that fail, for a pass those that carry it, for undecided the
  // missing facts. Leaves of the proof (comparisons, quantifier counts, missing facts), each once.
  std::vector<StepId> leaves;
};

// `budget`: how many times the requirement may be evaluated again while facts are dropped. With 0 of a decided verdict
// only the steps to show are found, no facts.
[[nodiscard]] auto find_reason(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
                               const Proof& proof, std::size_t budget = 4000) -> Reason;

}  // namespace dengbao::explain
