#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace dengbao::explain {

// A smallest set of numbers that has one in common with each of `sets`; of several the one whose numbers are lowest.
// Nothing where a set is empty, where `most` numbers are not enough, or where the budget (`steps`, counted down) ended
// first.
//
// Branch and bound: some number of the smallest set not met yet must be taken, and as many are needed as there are sets
// left that have nothing in common (Reiter 1987; Davies and Bacchus 2011).
[[nodiscard]] auto smallest_hitting_set(std::span<const std::vector<std::uint32_t>> sets, std::size_t most,
                                        std::size_t& steps) -> std::optional<std::vector<std::uint32_t>>;

}  // namespace dengbao::explain
