#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "reach/packet.h"

// Small random networks, and what becomes of a packet in them, found out packet by packet: no set of packets, and
// nothing of the engine but how addresses are written.
namespace dengbao::reach::tests {

using Json = nlohmann::ordered_json;

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  auto below(std::size_t count) -> std::size_t { return engine_() % count; }
  auto chance(int percent) -> bool { return below(100) < static_cast<std::size_t>(percent); }
  template <typename T>
  auto pick(const std::vector<T>& all) -> const T& {
    return all[below(all.size())];
  }

 private:
  std::mt19937_64 engine_;
};

struct PortSpan {
  std::uint16_t first = 0;
  std::uint16_t last = 65535;
};

struct NaiveRule {
  std::string id;
  std::string device;
  int order = 0;
  bool enabled = true;
  bool allow = true;
  std::string source;  // zones; empty: all
  std::string target;
  std::string list;  // of a port; empty: between zones
  std::vector<std::string> from;
  std::vector<std::string> to;
  std::string protocol = "any";
  std::vector<PortSpan> source_ports;
  std::vector<PortSpan> target_ports;

  [[nodiscard]] auto matches(const Packet& packet) const -> bool;
  [[nodiscard]] auto json() const -> Json;
};

struct NaivePort {
  std::string name;
  std::string zone;
  std::vector<std::string> routes;
};

struct NaiveList {
  std::string id;
  bool entering = true;
  std::vector<std::string> ports;
  bool otherwise = false;
};

struct NaiveDevice {
  std::string id;
  bool default_allow = false;
  std::vector<NaivePort> ports;
  std::vector<NaiveList> lists;
};

struct NaiveZone {
  std::string id;
  std::vector<std::string> ranges;  // none: the rest of the world
};

struct NaiveNetwork {
  std::vector<NaiveZone> zones;
  std::vector<NaiveDevice> devices;
  std::vector<NaiveRule> rules;  // in their order

  [[nodiscard]] auto zone_of(const Address& address) const -> std::string;
  // Whether the device lets the packet pass from one of its zones to another, and forwards it there.
  [[nodiscard]] auto passes(const NaiveDevice& device, const std::string& from, const std::string& to,
                            const Packet& packet) const -> bool;
  // Whether the packet, which starts in the zone of its source address, gets to that of its target address.
  [[nodiscard]] auto arrives(const Packet& packet) const -> bool;
  [[nodiscard]] auto json() const -> Json;
};

[[nodiscard]] auto random_rule(Dice& dice, const std::vector<std::string>& addresses) -> NaiveRule;
[[nodiscard]] auto random_network(Dice& dice) -> NaiveNetwork;
// Addresses and ports at the edges of ranges more often than not.
[[nodiscard]] auto random_packet(Dice& dice, const std::vector<NaiveRule>& rules) -> Packet;

}  // namespace dengbao::reach::tests
