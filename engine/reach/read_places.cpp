#include "reach/read_places.h"

#include <algorithm>

#include "reach/rule_packets.h"

namespace dengbao::reach {
namespace {

template <typename Claims>
void longest_first(Claims& claims) {
  std::ranges::stable_sort(claims, std::ranges::greater{}, [](const auto& claim) { return claim.net.prefix; });
}

}  // namespace

Places::Places(const FactsView& view, PacketSets& sets, Network& network)
    : view_(view), sets_(sets), network_(network) {
  read_zones();
  read_ports();
  claim_routes();
  share_addresses();
}

void Places::read_zones() {
  const auto& zones = FactsView::list(view_.root(), "zones");
  std::map<Subnet, std::size_t> holders;
  for (std::size_t i = 0; i < zones.size(); ++i) {
    const auto id = FactsView::text(zones[i], "id");
    if (!id) continue;
    const auto pointer = "/zones/" + std::to_string(i);
    const auto nets = FactsView::nets(zones[i], "ranges");
    std::optional<std::size_t> place;
    for (const auto& net : nets.value_or(std::vector<Subnet>{})) {
      if (const auto found = holders.find(net); found != holders.end()) place = found->second;
    }
    if (!place) {
      place = network_.places.size();
      network_.places.push_back({.name = *id, .zones = {}, .pointer = pointer});
    }
    auto& zone = network_.places[*place];
    if (!zone.zones.empty()) zone.name += " = " + *id;
    zone.zones.push_back(*id);
    zones_.emplace(*id, *place);
    for (const auto& net : nets.value_or(std::vector<Subnet>{})) {
      if (!holders.emplace(net, *place).second) continue;
      if (net.prefix > 0) segments_.push_back({net, *place});
      claims_.push_back({net, *place});
    }
    const bool whole_list = nets && view_.is_whole(zones[i], pointer, "ranges");
    if (!whole_list || nets->empty()) rest_perhaps_.insert(*place);
    if (whole_list && nets->empty() && FactsView::text(zones[i], "trust") == "untrusted") rest_surely_.insert(*place);
  }
  longest_first(segments_);
}

// An address is where the longest net that holds it surely is; a longer one that may be elsewhere leaves it open. What
// nothing holds is in the place that takes the rest; where several may, in some of them.
void Places::share_addresses() {
  longest_first(claims_);
  for (const auto end : {End::target, End::source}) {
    auto taken = PacketSet::none;         // by longer nets
    auto surely_taken = PacketSet::none;  // by those that surely are where they are
    std::vector<PacketSet> surely(network_.places.size(), PacketSet::none);
    auto perhaps = surely;
    for (std::size_t i = 0; i < claims_.size();) {
      auto now = PacketSet::none;
      auto surely_now = PacketSet::none;
      const auto prefix = claims_[i].net.prefix;
      for (; i < claims_.size() && claims_[i].net.prefix == prefix; ++i) {
        const auto& claim = claims_[i];
        const auto packets = packets_of(sets_, {claim.net}, end);
        now = sets_.unite(now, packets);
        auto& may = perhaps[claim.place];
        may = sets_.unite(may, sets_.minus(packets, surely_taken));
        if (!claim.surely) continue;
        surely_now = sets_.unite(surely_now, packets);
        surely[claim.place] = sets_.unite(surely[claim.place], sets_.minus(packets, taken));
      }
      taken = sets_.unite(taken, now);
      surely_taken = sets_.unite(surely_taken, surely_now);
    }
    const auto rest = sets_.minus(sets_.every(), surely_taken);
    const auto free = sets_.minus(sets_.every(), taken);
    for (std::size_t i = 0; i < network_.places.size(); ++i) {
      auto& place = network_.places[i];
      if (rest_perhaps_.contains(i)) perhaps[i] = sets_.unite(perhaps[i], rest);
      if (rest_surely_.contains(i) && rest_perhaps_.size() == 1) surely[i] = sets_.unite(surely[i], free);
      (end == End::target ? place.to_surely : place.from_surely) = surely[i];
      (end == End::target ? place.to_perhaps : place.from_perhaps) = perhaps[i];
    }
  }
}

void Places::read_ports() {
  const auto boundary = view_.root().find("boundary");
  if (boundary == view_.root().end()) return;
  for (const auto& list : FactsView::list(*boundary, "rule_sets")) {
    const auto device = FactsView::text(list, "device").value_or("");
    for (const auto& port : FactsView::texts(list, "ports").value_or(std::vector<std::string>{})) {
      guarded_ports_.emplace(device, port);
    }
  }
  const auto& devices = FactsView::list(*boundary, "devices");
  for (std::size_t i = 0; i < devices.size(); ++i) {
    const auto id = FactsView::text(devices[i], "id").value_or("");
    const auto& ports = FactsView::list(devices[i], "ports");
    const bool guards = std::ranges::any_of(guarded_ports_, [&](const auto& one) { return one.first == id; });
    for (std::size_t j = 0; j < ports.size(); ++j) {
      const auto pointer = "/boundary/devices/" + std::to_string(i) + "/ports/" + std::to_string(j);
      place_port(id, ports[j], pointer, guards);
    }
  }
}

void Places::place_port(const std::string& device, const Json& port, const std::string& pointer, bool guards) {
  const auto name = FactsView::text(port, "name").value_or("");
  if (const auto known = of_port(device, port)) {
    ports_.emplace(std::pair{device, name}, *known);
    devices_at_[*known].insert(device);
    return;
  }
  const auto routes = FactsView::nets(port, "routes");
  const auto addresses = FactsView::nets(port, "addresses").value_or(std::vector<Subnet>{});
  const bool used = guarded_ports_.contains({device, name}) || !addresses.empty() || (routes && !routes->empty());
  if (!guards || !used) return;
  const auto place = network_.places.size();
  network_.places.push_back({.name = device + ' ' + name, .zones = {}, .pointer = pointer});
  ports_.emplace(std::pair{device, name}, place);
  devices_at_[place].insert(device);
  if (!routes || !view_.is_whole(port, pointer, "routes")) rest_perhaps_.insert(place);
  OwnPort own{place, {}};
  for (const auto& net : routes.value_or(std::vector<Subnet>{})) {
    const bool connected = net.prefix > 0 && std::ranges::any_of(addresses, [&](const Subnet& address) {
                             return net.contains(address.base);
                           });
    if (!connected) {
      own.routes.push_back(net);
      continue;
    }
    segments_.push_back({net, place});
    claims_.push_back({net, place});
  }
  own_ports_.push_back(std::move(own));
  longest_first(segments_);
}

// Where a route leads stands behind its port: surely, if no other device is there that may send it on, and if no other
// port leads there as well.
void Places::claim_routes() {
  std::map<Subnet, std::size_t> leading;
  for (const auto& port : own_ports_) {
    for (const auto& net : port.routes) ++leading[net];
  }
  for (const auto& port : own_ports_) {
    const bool last = devices_at_[port.place].size() == 1;
    for (const auto& net : port.routes) claims_.push_back({net, port.place, last && leading[net] == 1});
  }
}

auto Places::holding(const Address& address) const -> std::optional<std::size_t> {
  for (const auto& segment : segments_) {
    if (segment.net.contains(address)) return segment.place;
  }
  return std::nullopt;
}

auto Places::of_zone(const std::optional<std::string>& id) const -> std::optional<std::size_t> {
  if (!id) return std::nullopt;
  const auto found = zones_.find(*id);
  return found == zones_.end() ? std::nullopt : std::optional(found->second);
}

auto Places::of_port(const std::string& device, const std::string& port) const -> std::optional<std::size_t> {
  const auto found = ports_.find({device, port});
  return found == ports_.end() ? std::nullopt : std::optional(found->second);
}

auto Places::of_port(const std::string& device, const Json& port) const -> std::optional<std::size_t> {
  if (const auto zone = of_zone(FactsView::text(port, "zone"))) return zone;
  if (const auto known = of_port(device, FactsView::text(port, "name").value_or(""))) return known;
  for (const auto& net : FactsView::nets(port, "addresses").value_or(std::vector<Subnet>{})) {
    if (const auto place = holding(net.base)) return place;
  }
  return std::nullopt;
}

}  // namespace dengbao::reach
