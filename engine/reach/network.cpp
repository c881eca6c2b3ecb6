#include "reach/network.h"

#include <algorithm>

namespace dengbao::reach {

auto Network::place_called(std::string_view name) const -> std::optional<std::size_t> {
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& place = places[i];
    if (place.name == name || std::ranges::find(place.zones, name) != place.zones.end()) return i;
  }
  return std::nullopt;
}

auto Network::said_by(const std::string& pointer) const -> std::vector<std::string> {
  for (auto at = pointer; !at.empty(); at.resize(at.rfind('/'))) {
    if (const auto found = sources.find(at); found != sources.end()) return found->second;
  }
  return {};
}

}  // namespace dengbao::reach
