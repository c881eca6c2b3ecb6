#include "reach/read_network.h"

#include <algorithm>

#include "reach/facts_view.h"
#include "reach/read_places.h"
#include "reach/rule_packets.h"

namespace dengbao::reach {
namespace {

auto direction_of(const Json& list) -> Direction {
  const auto word = FactsView::text(list, "direction");
  if (word == "entering") return Direction::entering;
  if (word == "leaving") return Direction::leaving;
  return Direction::between_zones;
}

// A rule stands in the lists that it names; one that names none in the list of its device.
class DeviceReader {
 public:
  DeviceReader(const FactsView& view, PacketSets& sets, const Places& places, Network& network)
      : view_(view),
        sets_(sets),
        places_(places),
        network_(network),
        boundary_(view.root().value("boundary", Json())) {}

  void read() {
    const auto& devices = FactsView::list(boundary_, "devices");
    for (std::size_t i = 0; i < devices.size(); ++i) {
      read_device(devices[i], "/boundary/devices/" + std::to_string(i));
    }
    read_lists();
    read_rules();
    for (const auto& border : FactsView::list(boundary_, "borders")) read_border(border);
    for (auto& device : network_.devices) finish(device);
    network_.devices_known = view_.is_whole(boundary_, "/boundary", "devices");
  }

 private:
  auto device_called(const std::optional<std::string>& id) -> Device* {
    const auto found =
        std::ranges::find(network_.devices, id, [](const Device& device) { return std::optional(device.id); });
    return found == network_.devices.end() ? nullptr : &*found;
  }

  void read_device(const Json& json, const std::string& pointer) {
    Device device;
    device.id = FactsView::text(json, "id").value_or("");
    device.pointer = pointer;
    RuleList own;
    own.pointer = pointer + "/default_action";
    own.otherwise = FactsView::allows(json, "default_action");
    device.lists.push_back(std::move(own));
    device.routes_known = view_.is_whole(json, pointer, "ports");
    read_routes(device, json, pointer);
    network_.devices.push_back(std::move(device));
  }

  // The longest net that holds an address decides by which port it leaves.
  void read_routes(Device& device, const Json& json, const std::string& pointer) {
    struct Route {
      Subnet net;
      std::optional<std::size_t> place;
    };
    std::vector<Route> routes;
    const auto& ports = FactsView::list(json, "ports");
    for (std::size_t i = 0; i < ports.size(); ++i) {
      const auto place = places_.of_port(device.id, ports[i]);
      if (place) device.places.insert(*place);
      if (FactsView::truth(ports[i], "enabled") == false) continue;
      const auto nets = FactsView::nets(ports[i], "routes");
      const auto port = pointer + "/ports/" + std::to_string(i);
      if (!nets || !view_.is_whole(ports[i], port, "routes")) device.routes_known = false;
      for (const auto& net : nets.value_or(std::vector<Subnet>{})) routes.push_back({net, place});
    }
    std::ranges::stable_sort(routes, std::ranges::greater{}, [](const Route& route) { return route.net.prefix; });
    auto taken = PacketSet::none;
    for (std::size_t i = 0; i < routes.size();) {
      auto of_this_length = PacketSet::none;
      const auto prefix = routes[i].net.prefix;
      for (; i < routes.size() && routes[i].net.prefix == prefix; ++i) {
        const auto packets = sets_.minus(packets_of(sets_, {routes[i].net}, End::target), taken);
        of_this_length = sets_.unite(of_this_length, packets);
        if (!routes[i].place) continue;
        auto& routed = device.routed[*routes[i].place];
        routed = sets_.unite(routed, packets);
      }
      taken = sets_.unite(taken, of_this_length);
    }
    device.routed_somewhere = taken;
  }

  void read_lists() {
    const auto& lists = FactsView::list(boundary_, "rule_sets");
    for (std::size_t i = 0; i < lists.size(); ++i) {
      auto* device = device_called(FactsView::text(lists[i], "device"));
      if (device == nullptr) continue;
      const auto pointer = "/boundary/rule_sets/" + std::to_string(i);
      RuleList list;
      list.id = FactsView::text(lists[i], "id").value_or("");
      list.pointer = pointer + "/default_action";
      list.direction = direction_of(lists[i]);
      list.otherwise = FactsView::allows(lists[i], "default_action");
      const auto ports = FactsView::texts(lists[i], "ports");
      list.places_known = ports && view_.is_whole(lists[i], pointer, "ports");
      for (const auto& port : ports.value_or(std::vector<std::string>{})) {
        const auto place = places_.of_port(device->id, port);
        if (place) list.places.insert(*place);
        if (!place) list.places_known = false;
      }
      device->lists.push_back(std::move(list));
    }
  }

  void read_rules() {
    const auto& rules = FactsView::list(boundary_, "rules");
    std::vector<std::pair<std::uint64_t, std::size_t>> order;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      order.emplace_back(FactsView::number(rules[i], "order").value_or(0), i);
    }
    std::ranges::stable_sort(order);
    for (const auto& [place, i] : order) {
      auto* device = device_called(FactsView::text(rules[i], "device"));
      if (device == nullptr) continue;
      RuleInList rule{read_rule(view_, rules[i], "/boundary/rules/" + std::to_string(i), sets_),
                      places_.of_zone(FactsView::text(rules[i], "source")),
                      places_.of_zone(FactsView::text(rules[i], "target"))};
      const auto any = FactsView::texts(rules[i], "any_zones").value_or(std::vector<std::string>{});
      rule.any_source = std::ranges::find(any, "source") != any.end();
      rule.any_target = std::ranges::find(any, "target") != any.end();
      // It may stand anywhere: as the first, and perhaps, it leaves all open that hangs on it.
      if (!FactsView::number(rules[i], "order")) rule.rule.surely = rule.rule.in_part = PacketSet::none;
      if (rule.source) device->places.insert(*rule.source);
      if (rule.target) device->places.insert(*rule.target);
      const auto named = FactsView::texts(rules[i], "rule_sets").value_or(std::vector<std::string>{});
      bool placed = false;
      for (auto& list : device->lists) {
        if (std::ranges::find(named, list.id) == named.end() || list.id.empty()) continue;
        list.rules.push_back(rule);
        placed = true;
      }
      if (placed) continue;
      const bool told = (rule.source || rule.any_source) && (rule.target || rule.any_target);
      device->may_join_others = device->may_join_others || !told;
      device->lists.front().rules.push_back(std::move(rule));
    }
  }

  void read_border(const Json& border) {
    for (const auto& id : FactsView::texts(border, "devices").value_or(std::vector<std::string>{})) {
      auto* device = device_called(id);
      if (device == nullptr) continue;
      for (const char* side : {"inner", "outer"}) {
        if (const auto place = places_.of_zone(FactsView::text(border, side))) device->places.insert(*place);
      }
    }
  }

  // A device whose rules all stand in lists of their own has no other.
  static void finish(Device& device) {
    if (device.lists.size() > 1 && device.lists.front().rules.empty()) device.lists.erase(device.lists.begin());
    for (const auto& list : device.lists) device.places.insert(list.places.begin(), list.places.end());
  }

  const FactsView& view_;
  PacketSets& sets_;
  const Places& places_;
  Network& network_;
  const Json boundary_;
};

}  // namespace

auto read_network(const Json& facts, PacketSets& sets) -> Network {
  const FactsView view(facts);
  Network network;
  network.sources = view.sources();
  const Places places(view, sets, network);
  DeviceReader(view, sets, places, network).read();
  return network;
}

}  // namespace dengbao::reach
