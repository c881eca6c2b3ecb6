#pragma once

#include <string>
#include <vector>

#include "reach/reachability.h"

namespace dengbao::reach {

// A rule that is switched on, and that no packet can ever be decided by.
struct UnusedRule {
  std::size_t device = 0;
  std::string list;
  std::string id;
  std::string pointer;
  // The rules before it that take all it could match; none where nothing that it could match ever gets to the device.
  struct Cover {
    std::string id;
    std::string pointer;
  };
  std::vector<Cover> covers;
  bool contradicted = false;  // one of them decides otherwise
};

// All of the network, in the order of devices and lists. A rule whose zones are not told is passed over: what it could
// match is not known.
[[nodiscard]] auto unused_rules(const Network& network, PacketSets& sets, Reachability& reachability)
    -> std::vector<UnusedRule>;

}  // namespace dengbao::reach
