#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "value/calendar.h"

// Small facts of which every change can be enumerated.
namespace dengbao::changes {

using Random = std::mt19937;

struct Item {
  bool there = true;
  std::optional<bool> ok, on;
  std::optional<int> size;  // 1 to 4
};
struct Zone {
  bool there = true;
  bool outer = false, inner = false;
};
struct Rule {
  bool there = true;
  int from = 0, to = 0;
  std::optional<bool> allow;
};

// What is nothing is missing in the facts.
struct Network {
  std::optional<bool> a, b, c;
  std::optional<int> n;     // 1 to 4
  std::optional<int> kind;  // 0 to 2
  std::optional<Date> tested;
  std::optional<std::vector<Item>> items;
  bool more_items = false;  // the list is marked incomplete
  std::vector<Zone> zones;
  std::vector<Rule> rules;

  [[nodiscard]] auto json() const -> std::string;
  // Everything that can be made of it by one change; dates are moved only to `today` and ahead, or not at all.
  [[nodiscard]] auto neighbours(std::optional<Date> today) const -> std::vector<Network>;
};

inline const std::vector<std::string> colours = {"red", "green", "blue"};

[[nodiscard]] auto random_network(Random& random, Date today) -> Network;
// Some of what is known becomes unknown.
[[nodiscard]] auto forgetting(Network network, Random& random) -> Network;
// Everything is known then.
[[nodiscard]] auto completed(Network network, Random& random, Date today) -> Network;

}  // namespace dengbao::changes
