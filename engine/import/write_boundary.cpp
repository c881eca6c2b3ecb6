#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "import/device.h"

// What a device does at borders: its zones, its ports, its rules.
namespace dengbao::importing {
namespace {

const std::string device_pointer = "/boundary/devices/0";

auto protocol_name(RuleProtocol protocol) -> std::string {
  constexpr std::string_view names[] = {"any", "tcp", "udp", "icmp", "other"};
  return std::string(names[static_cast<std::size_t>(protocol)]);
}

auto net_texts(const std::vector<Subnet>& nets) -> Json {
  auto json = Json::array();
  for (const auto& net : nets) {
    if (const auto text = net.to_string(); std::ranges::find(json, Json(text)) == json.end()) json.push_back(text);
  }
  return json;
}

// Where nothing restricts them, protocols with ports have all of them, others none.
auto port_ranges(const std::vector<Ports>& ports, RuleProtocol protocol) -> Json {
  auto json = Json::array();
  const bool has_ports = protocol == RuleProtocol::tcp || protocol == RuleProtocol::udp;
  if (!has_ports) return json;
  for (const auto& range : ports) json.push_back({{"first", range.first}, {"last", range.last}});
  if (ports.empty()) json.push_back({{"first", 0}, {"last", 65535}});
  return json;
}

class BoundaryWriter {
 public:
  BoundaryWriter(const Device& device, Findings& findings)
      : device_(device), findings_(findings), zones_(zones_of(device)) {}

  void write() {
    write_zones();
    if (device_.policies.empty() && device_.applied.empty() && !device_.guards.value) return;
    write_guard();
    write_ports();
    std::uint32_t order = 0;
    for (const auto& rule : device_.policies) write_rule(rule, ++order, {});
    write_lists(order);
    if (order > 0 || !device_.applied.empty()) findings_.incomplete("/boundary/rules");
    if (!device_.applied.empty()) findings_.incomplete("/boundary/rule_sets");
  }

 private:
  // Those that the configuration declares, and those that a rule names: a device takes no rule between zones that it
  // does not have, so they are there, though their declaration stands in another part of the configuration.
  static auto zones_of(const Device& device) -> std::map<std::string, DeviceZone, std::less<>> {
    auto zones = device.zones;
    for (const auto& rule : device.policies) {
      const auto line = rule.lines.empty() ? 0 : rule.lines.front();
      if (rule.source_zone) zones.emplace(*rule.source_zone, DeviceZone{line, {}});
      if (rule.target_zone) zones.emplace(*rule.target_zone, DeviceZone{line, {}});
    }
    return zones;
  }

  // The zones of two devices are not the same because they have the same name.
  auto zone_id(const std::string& name) const -> std::string { return device_.id + ':' + name; }

  void write_zones() {
    for (const auto& [name, zone] : zones_) {
      const auto pointer = findings_.append("/zones", {{"id", zone_id(name)}, {"name", name}}, zone.line);
      std::vector<Subnet> nets;
      Lines lines;
      for (const auto& member : zone.interfaces) {
        const auto found = std::ranges::find(device_.interfaces, member.value, &DeviceInterface::name);
        if (found == device_.interfaces.end()) continue;
        for (const auto& said : found->addresses) {
          nets.push_back(said.value.net());
          lines.push_back(said.line);
        }
        lines.push_back(member.line);
      }
      if (nets.empty()) continue;
      findings_.facts[Json::json_pointer(pointer)]["ranges"] = net_texts(nets);
      for (const auto line : lines) findings_.witness(pointer + "/ranges", line);
      findings_.incomplete(pointer + "/ranges");  // more may lie behind routers
    }
    if (!zones_.empty()) findings_.incomplete("/zones");
  }

  void write_guard() {
    findings_.put(device_pointer + "/id", device_.id, device_.name ? device_.name->line : 0);
    findings_.put(device_pointer + "/host", device_.id, device_.name ? device_.name->line : 0);
    findings_.incomplete("/boundary/devices");
    if (device_.default_allow) {
      findings_.put(device_pointer + "/default_action", device_.default_allow->value ? "allow" : "deny",
                    device_.default_allow->line);
    }
    for (const auto line : device_.follows_sessions) {
      findings_.put(device_pointer + "/session_inspection", "stateful", line);
    }
    for (const auto line : device_.refuses_strays) findings_.put(device_pointer + "/stray_packets", "deny", line);
  }

  void write_ports() {
    for (const auto& one : device_.interfaces) {
      auto addresses = Json::array();
      std::vector<Subnet> targets;
      Lines lines{one.line};
      for (const auto& said : one.addresses) {
        addresses.push_back(said.value.alone().to_string());
        targets.push_back(said.value.net());
        lines.push_back(said.line);
      }
      for (const auto& route : device_.routes) {
        if (!leads_through(route, one)) continue;
        targets.push_back(route.target);
        lines.push_back(route.line);
      }
      if (one.shut_line > 0) lines.push_back(one.shut_line);
      const auto pointer = findings_.append(
          device_pointer + "/ports",
          {{"name", one.name}, {"enabled", !one.shut}, {"addresses", addresses}, {"routes", net_texts(targets)}}, 0);
      write_zone_of(one, pointer);
      for (const auto line : lines) findings_.witness(pointer, line);
      if (one.has_unknown_address) findings_.incomplete(pointer + "/addresses");
      if (one.has_unknown_address || device_.routes_move || !device_.complete) {
        findings_.incomplete(pointer + "/routes");
      }
    }
    if (!device_.complete && !device_.interfaces.empty()) findings_.incomplete(device_pointer + "/ports");
  }

  void write_zone_of(const DeviceInterface& one, const std::string& pointer) {
    for (const auto& [name, zone] : zones_) {
      for (const auto& member : zone.interfaces) {
        if (member.value == one.name) findings_.put(pointer + "/zone", zone_id(name), member.line);
      }
    }
  }

  static auto leads_through(const StaticRoute& route, const DeviceInterface& one) -> bool {
    if (!route.out.empty()) return route.out == one.name;
    return route.next && std::ranges::any_of(one.addresses, [&](const Said<NetAddress>& said) {
             return said.value.net().contains(*route.next);
           });
  }

  // An access list in one direction, with all the ports on which it looks at packets.
  struct ListOnPorts {
    std::string list;
    std::optional<bool> entering;
    std::optional<bool> otherwise;
    std::vector<std::string> ports;
    Lines lines;
  };

  auto lists_on_ports() const -> std::vector<ListOnPorts> {
    std::vector<ListOnPorts> lists;
    for (const auto& one : device_.applied) {
      auto found = std::ranges::find_if(
          lists, [&](const ListOnPorts& known) { return known.list == one.list && known.entering == one.entering; });
      if (found == lists.end()) {
        lists.push_back({one.list, one.entering, one.otherwise, {}, {}});
        found = lists.end() - 1;
      }
      found->ports.push_back(one.interface);
      found->lines.push_back(one.line);
    }
    return lists;
  }

  // Each is a set of rules; the rules of a list stand in all of its sets. A port that names a list which is not there
  // lets everything pass, or nothing: systems differ.
  void write_lists(std::uint32_t order) {
    const auto lists = lists_on_ports();
    std::map<std::string, Json, std::less<>> sets;  // by list: their ids
    for (const auto& one : lists) sets[one.list].push_back(write_list(one));
    std::set<std::string> written;
    for (const auto& one : lists) {
      const auto found = device_.access_lists.find(one.list);
      if (found == device_.access_lists.end() || !written.insert(one.list).second) continue;
      for (const auto& rule : found->second.rules) write_rule(rule, ++order, sets[one.list]);
    }
  }

  auto write_list(const ListOnPorts& list) -> std::string {
    const std::string direction = !list.entering ? "" : *list.entering ? " in" : " out";
    const auto id = device_.id + ':' + list.list + direction;
    Json json{{"id", id}, {"device", device_.id}, {"ports", list.ports}};
    if (list.entering) json["direction"] = *list.entering ? "entering" : "leaving";
    if (list.otherwise && device_.access_lists.contains(list.list)) {
      json["default_action"] = *list.otherwise ? "allow" : "deny";
    }
    const auto pointer = findings_.append("/boundary/rule_sets", std::move(json), 0);
    for (const auto line : list.lines) findings_.witness(pointer, line);
    return id;
  }

  void write_rule(const FilterRule& rule, std::uint32_t order, const Json& lists) {
    Json json{{"id", device_.id + ':' + rule.id}, {"device", device_.id}, {"order", order}};
    json["rule_sets"] = lists.is_null() ? Json::array() : lists;
    if (lists.is_null() && rule.zones_told) {
      // Between which zones it stands is told, or it stands between all.
      json["any_zones"] = Json::array();
      if (!rule.source_zone) json["any_zones"].push_back("source");
      if (!rule.target_zone) json["any_zones"].push_back("target");
    }
    if (rule.enabled) json["enabled"] = *rule.enabled;
    if (rule.allow) json["action"] = *rule.allow ? "allow" : "deny";
    if (rule.source_zone) json["source"] = zone_id(*rule.source_zone);
    if (rule.target_zone) json["target"] = zone_id(*rule.target_zone);
    // A rule that is narrower than can be said here must not look wide.
    if (rule.exact && rule.from) json["from_ranges"] = net_texts(*rule.from);
    if (rule.exact && rule.to) json["to_ranges"] = net_texts(*rule.to);
    json["protocol"] = protocol_name(rule.protocol);
    if (rule.exact && rule.source_ports) json["source_ports"] = port_ranges(*rule.source_ports, rule.protocol);
    if (rule.exact && rule.target_ports) json["target_ports"] = port_ranges(*rule.target_ports, rule.protocol);
    json["applications"] = rule.applications;
    if (rule.logged) json["logged"] = *rule.logged;
    const auto pointer = findings_.append("/boundary/rules", std::move(json), 0);
    for (const auto line : rule.lines) findings_.witness(pointer, line);
  }

  const Device& device_;
  Findings& findings_;
  std::map<std::string, DeviceZone, std::less<>> zones_;
};

}  // namespace

void write_boundary(const Device& device, Findings& findings) { BoundaryWriter(device, findings).write(); }

}  // namespace dengbao::importing
