#include "explain/hitting_set.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

using dengbao::explain::smallest_hitting_set;

namespace {

using Sets = std::vector<std::vector<std::uint32_t>>;

auto smallest(const Sets& sets, std::size_t most = 10) -> std::optional<std::vector<std::uint32_t>> {
  std::size_t steps = 100'000;
  return smallest_hitting_set(sets, most, steps);
}

// By trying all subsets of the numbers 0 to 9.
auto by_force(const Sets& sets) -> std::size_t {
  std::size_t fewest = 100;
  for (unsigned subset = 0; subset < 1024; ++subset) {
    const auto meets = [&](const std::vector<std::uint32_t>& set) {
      return std::ranges::any_of(set, [&](std::uint32_t one) { return ((subset >> one) & 1U) != 0; });
    };
    if (std::ranges::all_of(sets, meets)) fewest = std::min<std::size_t>(fewest, __builtin_popcount(subset));
  }
  return fewest;
}

}  // namespace

TEST_CASE("a smallest set that meets all sets") {
  CHECK(smallest({}) == std::vector<std::uint32_t>{});
  CHECK(smallest({{3}, {5}}) == std::vector<std::uint32_t>{3, 5});
  CHECK(smallest({{1, 2}, {2, 3}, {2, 4}}) == std::vector<std::uint32_t>{2});
  CHECK(smallest({{1, 2}, {2, 3}, {3, 1}})->size() == 2);
}

TEST_CASE("none where a set is empty, where more are needed, or where the steps end") {
  CHECK_FALSE(smallest({{1}, {}}));
  CHECK_FALSE(smallest({{1}, {2}, {3}}, 2));
  std::size_t steps = 1;
  CHECK_FALSE(smallest_hitting_set(Sets{{1, 2}, {3, 4}}, 10, steps));
  CHECK(steps == 0);
}

TEST_CASE("as small as trying all subsets finds") {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    Sets sets(1 + random() % 9);
    for (auto& set : sets) {
      for (std::uint32_t number = 0; number < 10; ++number) {
        if (random() % 4 == 0) set.push_back(number);
      }
      if (set.empty()) set.push_back(0);
    }
    CHECK(smallest(sets)->size() == by_force(sets));
  }
}
