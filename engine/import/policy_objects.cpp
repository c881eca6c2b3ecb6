#include "import/policy_objects.h"

#include <algorithm>

namespace dengbao::importing {
namespace {

struct WellKnown {
  std::string_view name;
  RuleProtocol protocol;
  std::uint16_t port;  // 0: none
};
constexpr WellKnown well_known[] = {
    {"bgp", RuleProtocol::tcp, 179},   {"dns", RuleProtocol::udp, 53},     {"dns-tcp", RuleProtocol::tcp, 53},
    {"ftp", RuleProtocol::tcp, 21},    {"gre", RuleProtocol::other, 0},    {"http", RuleProtocol::tcp, 80},
    {"https", RuleProtocol::tcp, 443}, {"icmp", RuleProtocol::icmp, 0},    {"icmpv6", RuleProtocol::icmp, 0},
    {"imap", RuleProtocol::tcp, 143},  {"ldap", RuleProtocol::tcp, 389},   {"ntp", RuleProtocol::udp, 123},
    {"ping", RuleProtocol::icmp, 0},   {"pop3", RuleProtocol::tcp, 110},   {"rdp-tcp", RuleProtocol::tcp, 3389},
    {"smtp", RuleProtocol::tcp, 25},   {"snmp", RuleProtocol::udp, 161},   {"snmptrap", RuleProtocol::udp, 162},
    {"ssh", RuleProtocol::tcp, 22},    {"syslog", RuleProtocol::udp, 514}, {"telnet", RuleProtocol::tcp, 23},
    {"tftp", RuleProtocol::udp, 69},
};

}  // namespace

auto PolicyObjects::address(std::string_view name) const -> std::optional<std::vector<Subnet>> {
  if (const auto found = addresses.find(name); found != addresses.end()) return found->second;
  return name == "any" ? std::optional(std::vector{any_v4()}) : std::nullopt;
}

auto PolicyObjects::service(std::string_view name) const -> std::optional<std::vector<NamedService>> {
  if (const auto found = services.find(name); found != services.end()) return found->second;
  const auto* const known = std::ranges::find(well_known, name, &WellKnown::name);
  if (known == std::end(well_known)) return name == "any" ? std::optional(std::vector{NamedService{}}) : std::nullopt;
  NamedService service{known->protocol, {}, {}};
  if (known->port > 0) service.target_ports = {{known->port, known->port}};
  return std::vector{service};
}

void add_ranges(std::optional<std::vector<Subnet>>& to, const std::optional<std::vector<Subnet>>& more) {
  if (!to || !more) {
    to.reset();
    return;
  }
  to->insert(to->end(), more->begin(), more->end());
}

void add_policy_rule(const PolicyRule& rule, Device& device) {
  constexpr std::size_t most = 4096;  // of one rule
  const auto zones = [](const std::vector<std::string>& names) {
    std::vector<std::optional<std::string>> all(names.begin(), names.end());
    if (all.empty()) all.emplace_back();
    return all;
  };
  auto services = rule.services;
  if (services.empty()) services.emplace_back();
  const auto sources = zones(rule.source_zones);
  const auto targets = zones(rule.target_zones);
  const bool several = sources.size() * targets.size() * services.size() > 1;
  std::size_t number = 0;
  for (const auto& source : sources) {
    for (const auto& target : targets) {
      for (const auto& service : services) {
        if (++number > most) return;
        FilterRule one;
        one.id = rule.name + (several ? '#' + std::to_string(number) : "");
        one.lines = rule.lines;
        one.allow = rule.allow;
        one.enabled = rule.enabled;
        one.exact = rule.exact && rule.services_known;
        one.from = rule.from && rule.from->empty() ? std::vector{any_v4()} : rule.from;
        one.to = rule.to && rule.to->empty() ? std::vector{any_v4()} : rule.to;
        one.protocol = service.protocol;
        one.source_ports = service.source_ports;
        one.target_ports = service.target_ports;
        one.applications = rule.applications;
        one.source_zone = source;
        one.target_zone = target;
        one.logged = rule.logged;
        device.policies.push_back(std::move(one));
      }
    }
  }
}

}  // namespace dengbao::importing
