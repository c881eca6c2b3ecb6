#pragma once

#include <string>

#include "property/check.h"
#include "property/facts_tree.h"
#include "property/policy.h"

namespace dengbao::property {

// What a person needs to see a law violated: the policy with its one requirement, the facts, from which everything was
// dropped without which the law is still violated, and what is found then.
[[nodiscard]] auto counterexample(const std::string& law, std::uint64_t seed, const Policy& policy, const Fact& facts,
                                  const Violation& found) -> std::string;

}  // namespace dengbao::property
