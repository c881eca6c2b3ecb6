#pragma once

#include <string>

#include "changes/network.h"

namespace dengbao::changes {

// A policy with two requirements over one network: `wanted`, of one or two parts with or without an exception, and
// `other`.
[[nodiscard]] auto random_policy(Random& random) -> std::string;

}  // namespace dengbao::changes
