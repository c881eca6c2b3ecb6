#include "import/cisco_rules.h"

// Named groups of addresses and services as Cisco writes them.
namespace dengbao::importing {
namespace {

auto any_address() -> std::vector<Subnet> { return {any_v4()}; }

// ` host 10.1.1.1`, ` 10.1.0.0 255.255.0.0`, ` range 10.1.1.1 10.1.1.9`, ` group-object OTHERS`
auto group_addresses(const ConfigLine& line, const PolicyObjects& objects) -> std::optional<std::vector<Subnet>> {
  const std::size_t at = line.word(0) == "network-object" ? 1 : 0;
  const auto first = line.word(at);
  if (first == "any") return any_address();
  if (first == "group-object") return objects.address(line.word(at + 1));
  if (first == "host") {
    const auto address = Address::parse(line.word(at + 1));
    return address ? std::optional(std::vector{single(*address)}) : std::nullopt;
  }
  if (first == "range") {
    const auto from = Address::parse(line.word(at + 1));
    const auto to = Address::parse(line.word(at + 2));
    return from && to ? nets_between(*from, *to) : std::nullopt;
  }
  auto net = with_length(first);
  if (!net) net = net_address(first, line.word(at + 1));
  return net ? std::optional(std::vector{net->net()}) : std::nullopt;
}

// ` tcp eq www`, ` udp source gt 1023 range 5000 5010`, ` tcp-udp eq 53`, ` icmp`, ` group-object OTHERS`
auto group_services(const ConfigLine& line, const PolicyObjects& objects) -> std::optional<std::vector<NamedService>> {
  std::size_t at = line.word(0) == "service-object" ? 1 : 0;
  const auto first = line.word(at);
  if (first == "group-object") return objects.service(line.word(at + 1));
  const auto protocol = first == "tcp-udp" ? std::optional(RuleProtocol::tcp) : rule_protocol(first);
  if (!protocol) return std::nullopt;
  NamedService service{*protocol, {}, {}};
  ++at;
  if (line.word(at) == "source") {
    ++at;
    auto ports = take_cisco_ports(line, at);
    if (!ports) return std::nullopt;
    service.source_ports = std::move(*ports);
  }
  if (line.word(at) == "destination") ++at;
  auto ports = take_cisco_ports(line, at);
  // What comes behind is a kind of ICMP or something else that makes it narrower.
  if (!ports || at < line.words.size()) return std::nullopt;
  service.target_ports = std::move(*ports);
  std::vector<NamedService> services{service};
  if (first == "tcp-udp") {
    service.protocol = RuleProtocol::udp;
    services.push_back(service);
  }
  return services;
}

}  // namespace

void read_cisco_group(Config& config, std::size_t at, PolicyObjects& objects) {
  auto& lines = config.lines();
  const auto& head = lines[at];
  const bool network = head.word(1) == "network" || head.word(1) == "v6-network";
  if (head.word(0) != "object-group" || (!network && head.word(1) != "service") || head.words.size() < 3) return;
  config.mark(at, Use::fact);
  const std::string name(head.word(2));
  const auto is_member = [](const ConfigLine& one) { return one.word(0) != "description"; };
  if (network) {
    objects.addresses[name] = gather_members<Subnet>(
        config, at, is_member, [&](const ConfigLine& one) { return group_addresses(one, objects); });
    return;
  }
  auto services = gather_members<NamedService>(config, at, is_member,
                                               [&](const ConfigLine& one) { return group_services(one, objects); });
  // `object-group service WEB tcp`: what is in it are ports alone.
  if (head.words.size() > 3) services.reset();
  objects.services[name] = std::move(services);
}

}  // namespace dengbao::importing
