#pragma once

#include <optional>
#include <vector>

#include "explain/proof.h"

namespace dengbao::explain {

// The steps of a proof that a reader must see to understand its verdict, in order: see Reason::leaves.
[[nodiscard]] auto find_leaves(const model::Program& program, const Proof& proof) -> std::vector<StepId>;

// Of a `some` that found nothing the element that lacks least; none where nothing was looked at, or others lack as
// little.
[[nodiscard]] auto nearest_candidate(const model::Program& program, const Proof& proof, StepId search)
    -> std::optional<StepId>;

}  // namespace dengbao::explain
