#include "import/write_filter.h"

#include <algorithm>

// A Linux packet filter as facts: of the host itself, and of what it lets pass between others.
namespace dengbao::importing {
namespace {

const std::string filter_host = "/hosts/0";
constexpr std::size_t most_listed = 1024;  // ranges of one rule

auto listed_ranges(const std::vector<Subnet>& nets, const Traffic& traffic) -> std::optional<std::vector<Subnet>> {
  const bool any = std::ranges::any_of(nets, [](const Subnet& net) { return net.prefix == 0; });
  if (nets.size() > most_listed || (any && !traffic.family_known)) return std::nullopt;
  return nets;
}
auto listed_ports(const std::vector<Ports>& all) -> std::vector<Ports> {
  return all == std::vector{Ports{}} ? std::vector<Ports>{} : all;
}

class FilterWriter {
 public:
  FilterWriter(const std::vector<FilterTable>& tables, const std::string& id, Findings& findings)
      : tables_(tables), findings_(findings) {
    device_.id = id;
  }

  auto write() -> std::set<std::uint32_t> {
    findings_.put(filter_host + "/id", device_.id, 0);
    findings_.put(filter_host + "/os/family", "linux", 0);
    findings_.incomplete("/hosts");
    write_own();
    write_gateway();
    return std::move(used_);
  }

 private:
  void use(const Decisions& decisions) { used_.insert(decisions.looked_at.begin(), decisions.looked_at.end()); }

  // ---- the host itself

  void write_own() {
    const auto runs = decide(tables_, Hook::input);
    std::uint32_t refuses = 0;
    for (const auto& run : runs) refuses = std::max(refuses, refusing_line(run));
    if (refuses == 0) {
      findings_.absent(
          filter_host + "/packet_filter", Gap::not_looked,
          "nothing in the source refuses incoming traffic; whether another packet filter does, it does not say", 0);
      return;
    }
    for (const auto& run : runs) use(run);
    findings_.put(filter_host + "/packet_filter/enabled", true, refuses);
    if (const auto rest = rest_of(runs)) {
      findings_.put(filter_host + "/packet_filter/incoming_default", rest->value ? "accept" : "refuse", rest->line);
    }
  }

  // A line that refuses anything; 0 where none does.
  static auto refusing_line(const Decisions& run) -> std::uint32_t {
    if (run.rest == std::optional(false)) return run.rest_line;
    for (const auto& rule : run.rules) {
      if (rule.allow == std::optional(false) && !rule.lines.empty()) return rule.lines.back();
    }
    return 0;
  }

  // What becomes of all else; of two families, the one that lets more pass counts.
  static auto rest_of(const std::vector<Decisions>& runs) -> std::optional<Said<bool>> {
    std::optional<Said<bool>> rest;
    for (const auto& run : runs) {
      if (run.rest == std::optional(true)) return Said<bool>{true, run.rest_line};
    }
    for (const auto& run : runs) {
      if (!run.rest) return std::nullopt;
      rest = Said<bool>{false, run.rest_line};
    }
    return rest;
  }

  // ---- what it lets pass between others

  void write_gateway() {
    const auto runs = decide(tables_, Hook::forward);
    if (!std::ranges::any_of(runs, is_gateway)) return;
    for (const auto& run : runs) {
      use(run);
      for (const auto& rule : run.rules) add_rule(rule);
      add_lines(device_.follows_sessions, run.sessions);
      add_lines(device_.refuses_strays, run.strays);
    }
    device_.default_allow = rest_of(runs);
    write_boundary(device_, findings_);
  }

  static void add_lines(Lines& lines, const std::vector<std::uint32_t>& more) {
    for (const auto line : more) {
      if (std::ranges::find(lines, line) == lines.end()) lines.push_back(line);
    }
  }

  // It refuses something, and opens something: a host that forwards nothing, or but ICMP and what is translated, as
  // ready-made rule sets of hosts do, stands between nobody.
  static auto is_gateway(const Decisions& run) -> bool {
    const bool refuses = run.rest != std::optional(true) ||
                         std::ranges::any_of(run.rules, [](const Decision& one) { return one.allow != true; });
    const bool opens = run.rest == std::optional(true) || std::ranges::any_of(run.rules, [](const Decision& one) {
                         return one.allow != false && one.traffic.protocol != RuleProtocol::icmp &&
                                !one.traffic.translated && one.traffic.in != "lo" && one.traffic.out != "lo";
                       });
    return refuses && opens;
  }

  void add_rule(const Decision& decision) {
    const auto& traffic = decision.traffic;
    if (traffic.in == "lo" || traffic.out == "lo") return;  // what a host sends itself is not forwarded
    auto rule = rule_of(decision);
    if (const auto count = ++ids_[decision.id]; count > 1) rule.id += '#' + std::to_string(count);
    rule.source_zone = zone(traffic.in, rule.lines);
    rule.target_zone = zone(traffic.out, rule.lines);
    rule.zones_told = traffic.exact;  // what makes it narrower may be an interface
    device_.policies.push_back(std::move(rule));
  }

  // What lies behind an interface that a rule names is a zone of this device.
  auto zone(const std::string& interface, const Lines& lines) -> std::optional<std::string> {
    if (interface.empty()) return std::nullopt;
    auto& one = device_.zones[interface];
    if (one.line == 0) one.line = lines.back();
    return interface;
  }

  const std::vector<FilterTable>& tables_;
  Findings& findings_;
  Device device_;
  std::map<std::string, std::size_t> ids_;  // how often each was given
  std::set<std::uint32_t> used_;
};

}  // namespace

auto rule_of(const Decision& decision) -> FilterRule {
  const auto& traffic = decision.traffic;
  FilterRule rule;
  rule.id = decision.id;
  for (const auto line : decision.lines) {
    if (std::ranges::find(rule.lines, line) == rule.lines.end()) rule.lines.push_back(line);
  }
  rule.allow = decision.allow;
  // Ports of a protocol that the facts know no ports of.
  const bool ports_told = traffic.protocol == RuleProtocol::tcp || traffic.protocol == RuleProtocol::udp;
  const bool any_port = listed_ports(traffic.source_ports).empty() && listed_ports(traffic.target_ports).empty();
  rule.exact = traffic.exact && (ports_told || any_port);
  rule.from = listed_ranges(traffic.from, traffic);
  rule.to = listed_ranges(traffic.to, traffic);
  rule.protocol = traffic.protocol;
  rule.source_ports = listed_ports(traffic.source_ports);
  rule.target_ports = listed_ports(traffic.target_ports);
  rule.logged = decision.logged;
  return rule;
}

auto write_filter(const std::vector<FilterTable>& tables, const std::string& id, Findings& findings)
    -> std::set<std::uint32_t> {
  return FilterWriter(tables, id, findings).write();
}

}  // namespace dengbao::importing
