#pragma once

#include <nlohmann/json.hpp>
#include <random>
#include <vector>

// Networks made from examples: crossed with one another, and with facts left out.
namespace dengbao::levels {

using Json = nlohmann::ordered_json;

// The facts of `first` with some of `second` in their place or beside them, and here and there one left out. The same
// state of `random` gives the same network.
[[nodiscard]] auto crossed(Json first, const Json& second, std::mt19937_64& random) -> Json;

}  // namespace dengbao::levels
