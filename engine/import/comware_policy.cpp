#include <algorithm>

#include "import/security_policy.h"

// Security policies of H3C firewalls: `security-policy ip`, with the groups of objects that its rules name.
namespace dengbao::importing {
namespace {

class ComwarePolicy {
 public:
  ComwarePolicy(Config& config, Device& device) : config_(config), device_(device) {}

  void read() {
    for (const auto at : config_.outermost()) {
      const auto& head = line(at);
      if (head.begins({"object-group", "ip", "address"})) read_addresses(at);
      if (head.begins({"object-group", "service"})) read_services(at);
    }
    for (const auto at : config_.outermost()) {
      if (line(at).begins({"security-policy", "ip"})) read_policy(at);
    }
  }

 private:
  auto line(std::size_t at) -> ConfigLine& { return config_.lines()[at]; }
  void used(std::size_t at) { config_.mark(at, Use::fact); }

  // ` 0 network subnet 10.1.1.0 255.255.255.0`, ` 10 network host address 10.1.2.1`, ` 20 network range A B`
  void read_addresses(std::size_t at) {
    used(at);
    objects_.addresses[std::string(line(at).word(3))] = gather_members<Subnet>(
        config_, at,
        [](const ConfigLine& one) {
          const bool harmless = one.word(0) == "description" || one.word(0) == "security-zone";
          return one.word(1) == "network" ? std::optional(true) : harmless ? std::optional(false) : std::nullopt;
        },
        [&](const ConfigLine& one) { return network_at(one); });
  }

  auto network_at(const ConfigLine& one) const -> std::optional<std::vector<Subnet>> {
    if (one.word(2) == "subnet") {
      const auto net = net_address(one.word(3), one.word(4));
      return net ? std::optional(std::vector{net->net()}) : std::nullopt;
    }
    const auto first = Address::parse(one.word(2) == "range" ? one.word(3) : one.word(4));
    if (one.word(2) == "host" && one.word(3) == "address" && first) return std::vector{single(*first)};
    const auto last = Address::parse(one.word(4));
    if (one.word(2) == "range" && first && last) return nets_between(*first, *last);
    if (one.word(2) == "group-object") return objects_.address(one.word(3));
    return std::nullopt;
  }

  // ` 0 service tcp destination eq 8080`, ` 10 service udp source range 1 99 destination range 500 600`
  void read_services(std::size_t at) {
    used(at);
    objects_.services[std::string(line(at).word(2))] = gather_members<NamedService>(
        config_, at, [](const ConfigLine& one) { return one.word(1) == "service"; },
        [&](const ConfigLine& one) -> std::optional<std::vector<NamedService>> {
          const auto service = service_at(one, 2);
          return service ? std::optional(std::vector{*service}) : std::nullopt;
        });
  }

  static auto service_at(const ConfigLine& one, std::size_t place) -> std::optional<NamedService> {
    const auto protocol = rule_protocol(one.word(place));
    if (!protocol) return std::nullopt;
    NamedService service{*protocol, {}, {}};
    while (++place < one.words.size()) {
      const bool source = one.word(place) == "source";
      if (!source && one.word(place) != "destination") return std::nullopt;
      auto& ports = source ? service.source_ports : service.target_ports;
      const auto how = one.word(place + 1);
      const auto first = port_number(one.word(place + 2));
      if (!first) return std::nullopt;
      place += 2;
      if (how == "eq") {
        ports.push_back({*first, *first});
      } else if (how == "gt" && *first < 65535) {
        ports.push_back({static_cast<std::uint16_t>(*first + 1), 65535});
      } else if (how == "lt" && *first > 0) {
        ports.push_back({0, static_cast<std::uint16_t>(*first - 1)});
      } else if (how == "range") {
        const auto last = port_number(one.word(++place));
        if (!last || *last < *first) return std::nullopt;
        ports.push_back({*first, *last});
      } else {
        return std::nullopt;
      }
    }
    return service;
  }

  void read_policy(std::size_t at) {
    device_.guards = {true, line(at).number};
    used(at);
    for (const auto inner : config_.inside(at)) {
      if (line(inner).word(0) == "rule") {
        read_rule(inner);
      } else {
        config_.mark_block(inner, Use::unused);
      }
    }
  }

  // ` rule 3 name web`
  void read_rule(std::size_t at) {
    const auto& head = line(at);
    PolicyRule rule;
    rule.name = head.word(2) == "name" ? head.word(3) : head.word(1);
    rule.logged = false;
    rule.lines.push_back(head.number);
    rule.allow = false;  // without an action a rule drops
    used(at);
    for (const auto inner : config_.inside(at)) {
      if (!read_rule_line(line(inner), rule)) continue;
      used(inner);
      rule.lines.push_back(line(inner).number);
    }
    add_policy_rule(rule, device_);
  }

  auto read_rule_line(ConfigLine& one, PolicyRule& rule) -> bool {
    const auto first = one.word(0);
    if (first == "action") {
      rule.allow = one.word(1) == "pass";
    } else if (first == "source-zone" || first == "destination-zone") {
      auto& zones = first == "source-zone" ? rule.source_zones : rule.target_zones;
      if (one.word(1) != "any" && one.words.size() > 1) zones.emplace_back(one.word(1));
    } else if (first.starts_with("source-ip") || first.starts_with("destination-ip")) {
      add_ranges(first.front() == 's' ? rule.from : rule.to, rule_range(one));
    } else if (first == "service") {
      const auto named = objects_.service(one.word(1));
      rule.services_known = rule.services_known && named;
      if (named) rule.services.insert(rule.services.end(), named->begin(), named->end());
    } else if (first == "service-port") {
      const auto service = service_at(one, 1);
      rule.services_known = rule.services_known && service;
      if (service) rule.services.push_back(*service);
    } else if (first == "application" || first == "app-group") {
      rule.applications.emplace_back(one.word(1));
    } else if (first == "disable") {
      rule.enabled = false;
    } else if (one.begins({"logging", "enable"})) {
      rule.logged = true;
    } else if (first == "time-range" || first == "user" || first == "user-group" || first == "vrf" ||
               first == "terminal" || first == "terminal-group" || first == "url-category" || first == "source-mac") {
      rule.exact = false;
    } else {
      one.use = Use::unused;
      return false;
    }
    return true;
  }

  // ` source-ip OBJECT`, ` source-ip-host 10.1.1.1`, ` source-ip-subnet 10.1.1.0 255.255.255.0`, ` source-ip-range A B`
  auto rule_range(const ConfigLine& one) const -> std::optional<std::vector<Subnet>> {
    const auto first = one.word(0);
    const auto address = Address::parse(one.word(1));
    if (first.ends_with("-host")) return address ? std::optional(std::vector{single(*address)}) : std::nullopt;
    if (first.ends_with("-subnet")) {
      const auto net = one.words.size() > 2 ? net_address(one.word(1), one.word(2)) : with_length(one.word(1));
      return net ? std::optional(std::vector{net->net()}) : std::nullopt;
    }
    if (first.ends_with("-range")) {
      const auto last = Address::parse(one.word(2));
      return address && last ? nets_between(*address, *last) : std::nullopt;
    }
    return objects_.address(one.word(1));
  }

  Config& config_;
  Device& device_;
  PolicyObjects objects_;
};

}  // namespace

void read_comware_policy(Config& config, Device& device) { ComwarePolicy(config, device).read(); }

}  // namespace dengbao::importing
