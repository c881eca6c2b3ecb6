#include "random_network.h"

#include <algorithm>
#include <set>

namespace dengbao::reach::tests {
namespace {

const std::vector<std::string> some_nets = {"10.0.0.0/8",     "10.1.0.0/16", "10.1.2.0/24",    "10.1.2.8/31",
                                            "10.2.0.0/16",    "10.2.7.7/32", "192.168.0.0/24", "192.168.0.128/25",
                                            "203.0.113.0/24", "0.0.0.0/0",   "2001:db8::/32",  "2001:db8:1::/48",
                                            "::/0",           "10.3.0.0/16", "10.3.4.0/22"};
const std::vector<std::uint16_t> some_ports = {0, 1, 21, 22, 23, 80, 443, 1023, 1024, 8443, 65534, 65535};

auto in_spans(const std::vector<PortSpan>& spans, std::uint16_t port) -> bool {
  return spans.empty() ||
         std::ranges::any_of(spans, [&](const PortSpan& span) { return port >= span.first && port <= span.last; });
}

auto in_nets(const std::vector<std::string>& nets, const Address& address) -> bool {
  return nets.empty() ||
         std::ranges::any_of(nets, [&](const std::string& net) { return Subnet::parse(net)->contains(address); });
}

auto spans_json(const std::vector<PortSpan>& spans) -> Json {
  auto json = Json::array();
  for (const auto& span : spans) json.push_back({{"first", span.first}, {"last", span.last}});
  return json;
}

auto random_spans(Dice& dice) -> std::vector<PortSpan> {
  std::vector<PortSpan> spans;
  for (auto count = dice.below(3); count > 0; --count) {
    auto first = dice.pick(some_ports);
    auto last = dice.chance(50) ? first : dice.pick(some_ports);
    if (first > last) std::swap(first, last);
    spans.push_back({first, last});
  }
  return spans;
}

auto random_nets(Dice& dice, const std::vector<std::string>& from) -> std::vector<std::string> {
  std::vector<std::string> nets;
  for (auto count = dice.below(4); count > 0; --count) nets.push_back(dice.pick(from));
  return nets;
}

// An edge of a net, one step beyond it, or something in it.
auto address_near(Dice& dice, const std::string& net) -> Address {
  const auto subnet = *Subnet::parse(net);
  auto address = subnet.base;
  const unsigned bits = subnet.base.v6 ? 128 : 32;
  const auto how = dice.below(4);
  for (unsigned bit = subnet.prefix; bit < bits && how > 0; ++bit) {
    const auto at = (128 - bits + bit) / 8;
    const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
    if (how == 1 || dice.chance(50)) address.bytes[at] |= mask;
  }
  if (how == 3) address.bytes[15] = static_cast<std::uint8_t>(address.bytes[15] + 1);
  return address;
}

}  // namespace

auto NaiveRule::matches(const Packet& packet) const -> bool {
  if (!enabled) return false;
  if (protocol != "any" && protocol != protocol_word(packet.protocol)) return false;
  // No list restricts nothing: of either family.
  if (!in_nets(from, packet.source) || !in_nets(to, packet.target)) return false;
  if (protocol != "tcp" && protocol != "udp") return true;
  return in_spans(source_ports, packet.source_port) && in_spans(target_ports, packet.target_port);
}

auto NaiveRule::json() const -> Json {
  Json json{{"id", id},
            {"device", device},
            {"order", order},
            {"enabled", enabled},
            {"action", allow ? "allow" : "deny"},
            {"rule_sets", Json::array()},
            {"any_zones", Json::array()},
            {"from_ranges", from},
            {"to_ranges", to},
            {"protocol", protocol},
            {"source_ports", spans_json(source_ports)},
            {"target_ports", spans_json(target_ports)},
            {"applications", Json::array()}};
  if (!list.empty()) json["rule_sets"].push_back(list);
  if (!source.empty()) json["source"] = source;
  if (!target.empty()) json["target"] = target;
  if (source.empty()) json["any_zones"].push_back("source");
  if (target.empty()) json["any_zones"].push_back("target");
  return json;
}

auto NaiveNetwork::zone_of(const Address& address) const -> std::string {
  int longest = -1;
  std::string found;
  for (const auto& zone : zones) {
    if (zone.ranges.empty() && longest < 0) found = zone.id;
    for (const auto& range : zone.ranges) {
      const auto net = *Subnet::parse(range);
      if (!net.contains(address) || net.prefix <= longest) continue;
      longest = net.prefix;
      found = zone.id;
    }
  }
  return found;
}

auto NaiveNetwork::passes(const NaiveDevice& device, const std::string& from, const std::string& to,
                          const Packet& packet) const -> bool {
  const auto joins = [&](const std::string& zone) {
    const bool by_port = std::ranges::any_of(device.ports, [&](const NaivePort& port) { return port.zone == zone; });
    const bool by_rule = std::ranges::any_of(rules, [&](const NaiveRule& rule) {
      return rule.device == device.id && (rule.source == zone || rule.target == zone);
    });
    return by_port || by_rule;
  };
  if (!joins(from) || !joins(to) || from == to) return false;
  // Where it goes on to.
  const auto home = zone_of(packet.target);
  if (joins(home)) {
    if (home != to) return false;
  } else {
    int longest = -1;
    std::set<std::string> ways;
    for (const auto& port : device.ports) {
      for (const auto& route : port.routes) {
        const auto net = *Subnet::parse(route);
        if (!net.contains(packet.target) || net.prefix < longest) continue;
        if (net.prefix > longest) ways.clear();
        longest = net.prefix;
        ways.insert(port.zone);
      }
    }
    if (ways != std::set<std::string>{to}) return false;
  }
  // Each list that looks at it.
  const auto verdict = [&](const std::string& list, bool otherwise, bool zones_count) {
    for (const auto& rule : rules) {
      if (rule.device != device.id || rule.list != list) continue;
      if (zones_count &&
          ((!rule.source.empty() && rule.source != from) || (!rule.target.empty() && rule.target != to))) {
        continue;
      }
      if (rule.matches(packet)) return rule.allow;
    }
    return otherwise;
  };
  const bool own = device.lists.empty() || std::ranges::any_of(rules, [&](const NaiveRule& rule) {
                     return rule.device == device.id && rule.list.empty();
                   });
  if (own && !verdict("", device.default_allow, true)) return false;
  for (const auto& list : device.lists) {
    const auto& side = list.entering ? from : to;
    const bool looks = std::ranges::any_of(device.ports, [&](const NaivePort& port) {
      return port.zone == side && std::ranges::find(list.ports, port.name) != list.ports.end();
    });
    if (looks && !verdict(list.id, list.otherwise, false)) return false;
  }
  return true;
}

auto NaiveNetwork::arrives(const Packet& packet) const -> bool {
  const auto start = zone_of(packet.source);
  const auto home = zone_of(packet.target);
  if (start == home) return false;
  std::set<std::pair<std::string, std::string>> seen;
  std::vector<std::pair<std::string, std::string>> open{{start, ""}};
  while (!open.empty()) {
    const auto [zone, came_by] = open.back();
    open.pop_back();
    if (zone == home) return true;
    for (const auto& device : devices) {
      if (device.id == came_by) continue;
      for (const auto& to : zones) {
        if (to.id == start || !passes(device, zone, to.id, packet)) continue;
        if (seen.emplace(to.id, device.id).second) open.emplace_back(to.id, device.id);
      }
    }
  }
  return false;
}

auto NaiveNetwork::json() const -> Json {
  Json json{{"zones", Json::array()}};
  for (const auto& zone : zones) {
    json["zones"].push_back(
        {{"id", zone.id}, {"trust", zone.ranges.empty() ? "untrusted" : "own"}, {"ranges", zone.ranges}});
  }
  auto& boundary = json["boundary"];
  boundary["devices"] = Json::array();
  boundary["rule_sets"] = Json::array();
  boundary["rules"] = Json::array();
  for (const auto& device : devices) {
    Json one{{"id", device.id}, {"default_action", device.default_allow ? "allow" : "deny"}, {"ports", Json::array()}};
    for (const auto& port : device.ports) {
      one["ports"].push_back({{"name", port.name}, {"enabled", true}, {"zone", port.zone}, {"routes", port.routes}});
    }
    boundary["devices"].push_back(std::move(one));
    for (const auto& list : device.lists) {
      boundary["rule_sets"].push_back({{"id", list.id},
                                       {"device", device.id},
                                       {"direction", list.entering ? "entering" : "leaving"},
                                       {"ports", list.ports},
                                       {"default_action", list.otherwise ? "allow" : "deny"}});
    }
  }
  for (const auto& rule : rules) boundary["rules"].push_back(rule.json());
  return Json::parse(json.dump());  // as it is read from a file
}

auto random_rule(Dice& dice, const std::vector<std::string>& addresses) -> NaiveRule {
  NaiveRule rule;
  rule.enabled = dice.chance(90);
  rule.allow = dice.chance(60);
  rule.from = random_nets(dice, addresses);
  rule.to = random_nets(dice, addresses);
  rule.protocol = dice.pick(std::vector<std::string>{"any", "tcp", "tcp", "tcp", "udp", "icmp"});
  if (rule.protocol == "tcp" || rule.protocol == "udp") {
    if (dice.chance(30)) rule.source_ports = random_spans(dice);
    rule.target_ports = random_spans(dice);
  }
  return rule;
}

auto random_network(Dice& dice) -> NaiveNetwork {
  NaiveNetwork net;
  const std::vector<std::vector<std::string>> homes = {{"10.1.0.0/16"},
                                                       {"10.2.0.0/16", "2001:db8:1::/48"},
                                                       {"10.0.0.0/8"},
                                                       {"192.168.0.0/24"},
                                                       {"10.1.2.0/24", "10.3.0.0/16"}};
  net.zones.push_back({"world", {}});
  const auto count = 2 + dice.below(4);
  for (std::size_t i = 0; i < count; ++i) net.zones.push_back({"z" + std::to_string(i), homes[i]});
  const auto devices = 1 + dice.below(3);
  int order = 0;
  for (std::size_t d = 0; d < devices; ++d) {
    NaiveDevice device{"d" + std::to_string(d), dice.chance(20), {}, {}};
    std::set<std::string> routed;
    for (const auto& zone : net.zones) routed.insert(zone.ranges.begin(), zone.ranges.end());
    for (const auto& zone : net.zones) {
      if (!dice.chance(60)) continue;
      NaivePort port{"p-" + zone.id, zone.id, zone.ranges};
      // Two ports with the same route would share the packets among them: nobody can say which takes which.
      const auto& route = dice.pick(some_nets);
      if (dice.chance(40) && routed.insert(route).second) port.routes.push_back(route);
      device.ports.push_back(std::move(port));
    }
    const bool between = dice.chance(60);
    if (!between || dice.chance(30)) {
      for (const bool entering : {true, false}) {
        NaiveList list{device.id + (entering ? " in" : " out"), entering, {}, dice.chance(50)};
        for (const auto& port : device.ports) {
          if (dice.chance(50)) list.ports.push_back(port.name);
        }
        if (!list.ports.empty()) device.lists.push_back(std::move(list));
      }
    }
    for (auto rules = 1 + dice.below(6); rules > 0; --rules) {
      auto rule = random_rule(dice, some_nets);
      rule.device = device.id;
      rule.order = ++order;
      rule.id = "r" + std::to_string(order);
      if (!device.lists.empty() && (!between || dice.chance(50))) {
        rule.list = dice.pick(device.lists).id;
      } else {
        if (dice.chance(80)) rule.source = dice.pick(net.zones).id;
        if (dice.chance(80)) rule.target = dice.pick(net.zones).id;
      }
      net.rules.push_back(std::move(rule));
    }
    net.devices.push_back(std::move(device));
  }
  return net;
}

auto random_packet(Dice& dice, const std::vector<NaiveRule>& rules) -> Packet {
  Packet packet;
  const auto kind = dice.below(10);
  packet.protocol = kind < 6 ? Protocol::tcp : kind < 8 ? Protocol::udp : kind < 9 ? Protocol::icmp : Protocol::other;
  const auto net_of = [&](bool target) {
    if (!rules.empty() && dice.chance(70)) {
      const auto& rule = dice.pick(rules);
      const auto& nets = target ? rule.to : rule.from;
      if (!nets.empty()) return dice.pick(nets);
    }
    return dice.pick(some_nets);
  };
  packet.target = address_near(dice, net_of(true));
  do {
    packet.source = address_near(dice, net_of(false));
  } while (packet.source.v6 != packet.target.v6);
  if (packet.protocol <= Protocol::udp) {
    packet.target_port = dice.pick(some_ports);
    packet.source_port = dice.chance(50) ? 40000 : dice.pick(some_ports);
    if (dice.chance(20)) packet.target_port = static_cast<std::uint16_t>(packet.target_port + 1);
  }
  return packet;
}

}  // namespace dengbao::reach::tests
