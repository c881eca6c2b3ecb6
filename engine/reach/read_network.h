#pragma once

#include <nlohmann/json.hpp>

#include "reach/network.h"

namespace dengbao::reach {

// The network of a facts file that has loaded (`/zones`, `/boundary`, and what it says of its facts). What is missing
// there is unknown here. `sets` must outlive it. Throws TooEntangled.
[[nodiscard]] auto read_network(const nlohmann::ordered_json& facts, PacketSets& sets) -> Network;

}  // namespace dengbao::reach
