#pragma once

#include <vector>

#include "explain/proof.h"

namespace dengbao::explain {

// The steps of a proof that a reader must see to understand its verdict, in order: see Reason::leaves.
[[nodiscard]] auto find_leaves(const model::Program& program, const Proof& proof) -> std::vector<StepId>;

}  // namespace dengbao::explain
