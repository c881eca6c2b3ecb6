#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "reach/facts_view.h"
#include "reach/network.h"

namespace dengbao::reach {

// The places of a network, as its zones and the ports of its devices tell. Zones that share an address range are one
// place: devices give names of their own to what is one segment. Of nested ranges the longest holds an address.
class Places {
 public:
  // Adds them to the network.
  Places(const FactsView& view, PacketSets& sets, Network& network);

  [[nodiscard]] auto of_zone(const std::optional<std::string>& id) const -> std::optional<std::size_t>;
  // By the zone that the port names, else by the one that holds its address, else the port itself, if rules look at
  // packets there.
  [[nodiscard]] auto of_port(const std::string& device, const Json& port) const -> std::optional<std::size_t>;
  [[nodiscard]] auto of_port(const std::string& device, const std::string& port) const -> std::optional<std::size_t>;

 private:
  void read_zones();
  void read_ports();
  void place_port(const std::string& device, const Json& port, const std::string& pointer, bool guards);
  void claim_routes();
  void share_addresses();
  [[nodiscard]] auto holding(const Address& address) const -> std::optional<std::size_t>;

  // Addresses that stand in a place, or (`surely` false) may.
  struct Claim {
    Subnet net;
    std::size_t place = 0;
    bool surely = true;
  };
  // A port that is a place of its own, and where its routes lead.
  struct OwnPort {
    std::size_t place = 0;
    std::vector<Subnet> routes;
  };
  const FactsView& view_;
  PacketSets& sets_;
  Network& network_;
  std::vector<Claim> segments_;  // nets in which a device stands that has one of their addresses
  std::vector<Claim> claims_;    // all that is known of who holds which addresses
  std::vector<OwnPort> own_ports_;
  std::set<std::size_t> rest_surely_;   // places that hold whatever no other does, if they are the only ones that may
  std::set<std::size_t> rest_perhaps_;  // that may
  std::map<std::string, std::size_t> zones_;
  std::map<std::pair<std::string, std::string>, std::size_t> ports_;
  std::map<std::size_t, std::set<std::string>> devices_at_;
  std::set<std::pair<std::string, std::string>> guarded_ports_;
};

}  // namespace dengbao::reach
