#include "import/security_policy.h"

#include <algorithm>

#include "import/huawei_style.h"

namespace dengbao::importing {
namespace {

class HuaweiPolicy {
 public:
  HuaweiPolicy(Config& config, Device& device) : config_(config), device_(device) {}

  void read() {
    for (const auto at : config_.outermost()) {
      if (line(at).begins({"ip", "address-set"})) read_addresses(at);
      if (line(at).begins({"ip", "service-set"})) read_services(at);
    }
    for (const auto at : config_.outermost()) {
      if (line(at).word(0) == "security-policy") read_policy(at);
    }
  }

 private:
  auto line(std::size_t at) -> ConfigLine& { return config_.lines()[at]; }
  void used(std::size_t at) { config_.mark(at, Use::fact); }

  // ` address 0 10.1.1.0 mask 24`, ` address 1 range 10.1.2.1 10.1.2.9`, ` address 2 10.1.3.0 0.0.0.255`
  void read_addresses(std::size_t at) {
    used(at);
    objects_.addresses[std::string(line(at).word(2))] = gather_members<Subnet>(
        config_, at, [](const ConfigLine& one) { return one.word(0) == "address"; },
        [&](const ConfigLine& one) {
          const std::size_t place = whole_number(one.word(1)) ? 2 : 1;
          return one.word(place) == "address-set" ? objects_.address(one.word(place + 1)) : range_at(one, place);
        });
  }

  // "10.1.1.0 mask 255.255.255.0", "10.1.1.0 24", "10.1.1.0 0.0.0.255", "10.1.1.1 0", "range A B"
  static auto range_at(const ConfigLine& one, std::size_t place) -> std::optional<std::vector<Subnet>> {
    if (one.word(place) == "any") return std::vector{any_v4()};
    if (one.word(place) == "range") {
      const auto first = Address::parse(one.word(place + 1));
      const auto last = Address::parse(one.word(place + 2));
      return first && last ? nets_between(*first, *last) : std::nullopt;
    }
    const auto address = Address::parse(one.word(place));
    if (!address) return std::nullopt;
    const bool mask = one.word(place + 1) == "mask";
    const auto text = one.word(place + (mask ? 2 : 1));
    std::optional<NetAddress> net;
    if (mask || address->v6 || (whole_number(text) && text != "0")) net = net_address(one.word(place), text);
    if (net) return std::vector{net->net()};
    const auto length = wildcard_length(text);
    return length && !address->v6 ? std::optional(std::vector{subnet_of(*address, *length)}) : std::nullopt;
  }

  // ` service 0 protocol tcp source-port 0 to 65535 destination-port 8080 8443`
  void read_services(std::size_t at) {
    used(at);
    objects_.services[std::string(line(at).word(2))] = gather_members<NamedService>(
        config_, at, [](const ConfigLine& one) { return one.word(0) == "service"; },
        [&](const ConfigLine& one) -> std::optional<std::vector<NamedService>> {
          if (one.find("service-set") < one.words.size()) return objects_.service(one.words.back());
          const auto service = service_at(one);
          return service ? std::optional(std::vector{*service}) : std::nullopt;
        });
  }

  static auto service_at(const ConfigLine& one) -> std::optional<NamedService> {
    const auto protocol = rule_protocol(one.word(one.find("protocol") + 1));
    if (!protocol) return std::nullopt;
    NamedService service{*protocol, {}, {}};
    auto source = ports_behind(one, "source-port");
    auto target = ports_behind(one, "destination-port");
    if (!source || !target) return std::nullopt;
    service.source_ports = std::move(*source);
    service.target_ports = std::move(*target);
    return service;
  }

  // "80", "80 443", "1000 to 2000"; none where the word does not stand there.
  static auto ports_behind(const ConfigLine& one, std::string_view word) -> std::optional<std::vector<Ports>> {
    std::vector<Ports> ports;
    auto place = one.find(word);
    if (place == one.words.size()) return ports;
    for (++place; place < one.words.size(); ++place) {
      const auto first = port_number(one.word(place));
      if (!first) break;
      Ports range{*first, *first};
      if (one.word(place + 1) == "to") {
        const auto last = port_number(one.word(place + 2));
        if (!last || *last < *first) return std::nullopt;
        range.last = *last;
        place += 2;
      }
      ports.push_back(range);
    }
    if (ports.empty()) return std::nullopt;
    return ports;
  }

  // `rule name` begins a rule, however far it is indented: parts that were pasted together are not even.
  void read_policy(std::size_t at) {
    device_.guards = {true, line(at).number};
    used(at);
    std::optional<PolicyRule> rule;
    for (auto inner = at + 1; inner < line(at).end; ++inner) {
      auto& one = line(inner);
      if (one.begins({"rule", "name"})) {
        finish_rule(rule);
        rule = begun_rule(inner);
      } else if (one.begins({"default", "action"})) {
        device_.default_allow = Said<bool>{one.word(2) == "permit", one.number};
        used(inner);
      } else if (!rule) {
        one.use = Use::unused;
      } else if (read_rule_line(one, *rule)) {
        used(inner);
        rule->lines.push_back(one.number);
      }
    }
    finish_rule(rule);
  }

  auto begun_rule(std::size_t at) -> PolicyRule {
    PolicyRule rule;
    rule.name = line(at).word(2);
    rule.logged = false;
    rule.lines.push_back(line(at).number);
    used(at);
    return rule;
  }

  // A firewall refuses what no action is said of.
  void finish_rule(std::optional<PolicyRule>& rule) {
    if (!rule) return;
    if (!rule->allow) rule->exact = false;
    add_policy_rule(*rule, device_);
  }

  auto read_rule_line(ConfigLine& one, PolicyRule& rule) -> bool {
    const auto first = one.word(0);
    if (first == "action") {
      rule.allow = one.word(1) == "permit";
    } else if (first == "source-zone" || first == "destination-zone") {
      auto& zones = first == "source-zone" ? rule.source_zones : rule.target_zones;
      for (std::size_t i = 1; i < one.words.size(); ++i) {
        if (one.word(i) != "any") zones.emplace_back(one.word(i));
      }
    } else if (first == "source-address" || first == "destination-address") {
      auto& ranges = first == "source-address" ? rule.from : rule.to;
      add_ranges(ranges, one.word(1) == "address-set" ? named_addresses(one) : range_at(one, 1));
    } else if (first == "service") {
      read_rule_service(one, rule);
    } else if (first == "application" || first == "app") {
      for (std::size_t i = one.word(1) == "app" ? 2 : 1; i < one.words.size(); ++i)
        rule.applications.emplace_back(one.word(i));
    } else if (first == "disable") {
      rule.enabled = false;
    } else if (first == "enable") {
      rule.enabled = true;
    } else if (one.begins({"policy", "logging"}) || one.begins({"traffic", "logging"}) ||
               one.begins({"session", "logging"})) {
      rule.logged = true;
    } else if (first == "time-range" || first == "user" || first == "url" || first == "terminal-type" ||
               first == "access-authentication" || first == "source-address-exclude" ||
               first == "destination-address-exclude" || first == "vlan-id" || first == "dscp") {
      rule.exact = false;
    } else {
      one.use = Use::unused;
      return false;
    }
    return true;
  }

  auto named_addresses(const ConfigLine& one) const -> std::optional<std::vector<Subnet>> {
    std::optional<std::vector<Subnet>> all = std::vector<Subnet>{};
    for (std::size_t i = 2; i < one.words.size(); ++i) add_ranges(all, objects_.address(one.word(i)));
    return all;
  }

  // ` service http https`, ` service protocol tcp destination-port 80 443`
  void read_rule_service(const ConfigLine& one, PolicyRule& rule) {
    if (one.word(1) == "protocol") {
      const auto service = service_at(one);
      rule.services_known = rule.services_known && service;
      if (service) rule.services.push_back(*service);
      return;
    }
    for (std::size_t i = 1; i < one.words.size(); ++i) {
      const auto named = objects_.service(one.word(i));
      rule.services_known = rule.services_known && named;
      if (named) rule.services.insert(rule.services.end(), named->begin(), named->end());
    }
  }

  Config& config_;
  Device& device_;
  PolicyObjects objects_;
};

}  // namespace

void read_security_policy(Config& config, Device& device) { HuaweiPolicy(config, device).read(); }

}  // namespace dengbao::importing
