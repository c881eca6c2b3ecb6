#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reach/first_match.h"

// A network as its facts describe it: places, and devices between them that let packets pass or not.
namespace dengbao::reach {

// Between which of a device's places a list of rules looks at packets.
enum class Direction : std::uint8_t { between_zones, entering, leaving };

// A part of the network in which traffic passes freely: one zone, or several that share an address range, or what hangs
// on a port of a device that no zone holds.
struct Place {
  std::string name;                // the zone's, or "r1 Gi0/1"
  std::vector<std::string> zones;  // their ids; none of a port
  std::string pointer;
  // Packets to addresses in it, and from them: of those that are known, and with those that may be.
  PacketSet to_surely = PacketSet::none;
  PacketSet to_perhaps = PacketSet::none;
  PacketSet from_surely = PacketSet::none;
  PacketSet from_perhaps = PacketSet::none;
};

struct RuleInList {
  AccessRule rule;
  std::optional<std::size_t> source;  // places; nothing where they are not told, or where it covers all
  std::optional<std::size_t> target;
  bool any_source = false;
  bool any_target = false;
};

struct RuleList {
  std::string id;
  std::string pointer;  // of what it does with packets that no rule matches
  Direction direction = Direction::between_zones;
  std::set<std::size_t> places;  // on whose ports it looks at packets; not used between zones
  bool places_known = true;      // false: it may look at those of others, too
  std::optional<bool> otherwise;
  std::vector<RuleInList> rules;  // in the order in which they are looked at
};

struct Device {
  std::string id;
  std::string pointer;
  std::set<std::size_t> places;  // that it joins
  bool may_join_others = false;  // a rule of it is between zones that are not told
  std::vector<RuleList> lists;   // a packet must get through all that look at it
  // Packets that it forwards through ports of a place, as its routes tell; and whether all its routes are known.
  std::map<std::size_t, PacketSet> routed;
  PacketSet routed_somewhere = PacketSet::none;
  bool routes_known = false;
};

struct Network {
  std::vector<Place> places;
  std::vector<Device> devices;
  bool devices_known = true;  // false: there may be others, and so other paths
  // Of every fact: what says it, "edge.cfg:88".
  std::map<std::string, std::vector<std::string>> sources;

  // The place of this zone, or of this port ("r1 Gi0/1").
  [[nodiscard]] auto place_called(std::string_view name) const -> std::optional<std::size_t>;
  // What says the fact or what it stands in.
  [[nodiscard]] auto said_by(const std::string& pointer) const -> std::vector<std::string>;
};

}  // namespace dengbao::reach
