#include "reach/rule_packets.h"

#include <charconv>

namespace dengbao::reach {
namespace {

constexpr Protocol all_protocols[] = {Protocol::tcp, Protocol::udp, Protocol::icmp, Protocol::other};

auto every_port() -> std::vector<Span> { return {whole(Field::target_port)}; }

auto spans_of(const std::vector<Subnet>& nets, bool v6) -> std::vector<Span> {
  std::vector<Span> spans;
  for (const auto& net : nets) {
    if (net.base.v6 == v6) spans.push_back(span_of(net));
  }
  return spans;
}

auto every_address(bool v6) -> std::vector<Span> {
  Subnet net;
  net.base.v6 = v6;
  return {span_of(net)};
}

// Ports as the facts list them; nothing where a range is not told. No list at all of a rule restricts nothing.
auto port_spans(const Json& rule, const char* field, bool& certain) -> std::vector<Span> {
  const auto found = rule.find(field);
  if (found == rule.end() || !found->is_array()) {
    certain = false;
    return every_port();
  }
  std::vector<Span> spans;
  for (const auto& range : *found) {
    const auto first = FactsView::number(range, "first");
    const auto last = FactsView::number(range, "last");
    if (!first || !last) certain = false;
    const auto low = first.value_or(0);
    const auto high = std::min<std::uint64_t>(last.value_or(65535), 65535);
    if (low <= high) spans.push_back({{0, low}, {0, high}});
  }
  return found->empty() ? every_port() : spans;
}

// Addresses as the facts list them: no list, or an empty one, restricts nothing; the first is no certainty.
auto address_nets(const FactsView& view, const Json& rule, const std::string& pointer, const char* field, bool& certain)
    -> std::optional<std::vector<Subnet>> {
  auto nets = FactsView::nets(rule, field);
  if (!nets) {
    certain = false;
    return std::nullopt;
  }
  if (!view.is_whole(rule, pointer, field)) {
    certain = false;
    return std::nullopt;
  }
  if (nets->empty()) return std::nullopt;
  return nets;
}

auto box_of(const std::vector<Protocol>& protocols, const std::optional<std::vector<Subnet>>& targets,
            const std::optional<std::vector<Subnet>>& sources, bool v6) -> PacketBox {
  return {.protocols = protocols,
          .target_ports = every_port(),
          .v6 = v6,
          .targets = targets ? spans_of(*targets, v6) : every_address(v6),
          .sources = sources ? spans_of(*sources, v6) : every_address(v6),
          .source_ports = every_port()};
}

auto protocols_of(const Json& rule, bool& certain) -> std::vector<Protocol> {
  const auto word = FactsView::text(rule, "protocol");
  if (!word) certain = false;
  for (const auto protocol : all_protocols) {
    if (word != protocol_word(protocol)) continue;
    if (protocol == Protocol::other) certain = false;  // one of many
    return {protocol};
  }
  return {std::begin(all_protocols), std::end(all_protocols)};
}

}  // namespace

auto read_rule(const FactsView& view, const Json& rule, const std::string& pointer, PacketSets& sets) -> AccessRule {
  AccessRule result;
  result.id = FactsView::text(rule, "id").value_or("");
  result.pointer = pointer;
  result.allow = FactsView::allows(rule, "action");
  const auto enabled = FactsView::truth(rule, "enabled");
  if (enabled == false) return result;
  bool certain = enabled.has_value();
  const auto protocols = protocols_of(rule, certain);
  const auto sources = address_nets(view, rule, pointer, "from_ranges", certain);
  const auto targets = address_nets(view, rule, pointer, "to_ranges", certain);
  const bool has_ports = protocols.size() == 1 && protocols.front() <= Protocol::udp;
  const auto target_ports = has_ports ? port_spans(rule, "target_ports", certain) : every_port();
  const auto source_ports = has_ports ? port_spans(rule, "source_ports", certain) : every_port();
  for (const bool v6 : {false, true}) {
    auto box = box_of(protocols, targets, sources, v6);
    box.target_ports = target_ports;
    box.source_ports = source_ports;
    result.perhaps = sets.unite(result.perhaps, sets.box(box));
  }
  if (!certain) return result;
  // Whatever applications it may name, some traffic of these addresses and ports is of them.
  result.in_part = result.perhaps;
  const auto applications = FactsView::texts(rule, "applications");
  if (applications && applications->empty()) result.surely = result.perhaps;
  result.applications = applications.value_or(std::vector<std::string>{});
  return result;
}

auto packets_of(PacketSets& sets, const std::vector<Subnet>& nets, End end) -> PacketSet {
  auto result = PacketSet::none;
  for (const bool v6 : {false, true}) {
    auto box = box_of({std::begin(all_protocols), std::end(all_protocols)}, std::nullopt, std::nullopt, v6);
    (end == End::target ? box.targets : box.sources) = spans_of(nets, v6);
    result = sets.unite(result, sets.box(box));
  }
  return result;
}

auto service_named(std::string_view text) -> std::optional<ServiceRange> {
  const auto cut = text.find('/');
  for (const auto protocol : all_protocols) {
    if (text.substr(0, cut) != protocol_word(protocol)) continue;
    if (cut == std::string_view::npos) return ServiceRange{protocol};
    if (protocol > Protocol::udp) return std::nullopt;
    const auto ports = text.substr(cut + 1);
    ServiceRange service{protocol, 0, 0};
    const auto* const end = ports.data() + ports.size();
    auto [at, fault] = std::from_chars(ports.data(), end, service.first);
    if (fault != std::errc()) return std::nullopt;
    service.last = service.first;
    if (at == end) return service;
    if (*at != '-') return std::nullopt;
    const auto rest = std::from_chars(at + 1, end, service.last);
    if (rest.ec != std::errc() || rest.ptr != end || service.last < service.first) return std::nullopt;
    return service;
  }
  return std::nullopt;
}

auto name_of(const ServiceRange& service) -> std::string {
  auto name = protocol_word(service.protocol);
  if (service.protocol > Protocol::udp || (service.first == 0 && service.last == 65535)) return name;
  name += '/' + std::to_string(service.first);
  if (service.last != service.first) name += '-' + std::to_string(service.last);
  return name;
}

auto packets_of(PacketSets& sets, const ServiceRange& service) -> PacketSet {
  auto result = PacketSet::none;
  for (const bool v6 : {false, true}) {
    auto box = box_of({service.protocol}, std::nullopt, std::nullopt, v6);
    box.target_ports = {{{0, service.first}, {0, service.last}}};
    result = sets.unite(result, sets.box(box));
  }
  return result;
}

}  // namespace dengbao::reach
