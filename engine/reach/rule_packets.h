#pragma once

#include <optional>
#include <string>

#include "reach/facts_view.h"
#include "reach/first_match.h"

namespace dengbao::reach {

// An access rule of the facts and the packets that it matches. What it does not tell may be anything; applications and
// other protocols that it names make it match fewer packets than its addresses and ports say.
[[nodiscard]] auto read_rule(const FactsView& view, const Json& rule, const std::string& pointer, PacketSets& sets)
    -> AccessRule;

// The packets to (or from) the addresses of these nets.
enum class End : std::uint8_t { target, source };
[[nodiscard]] auto packets_of(PacketSets& sets, const std::vector<Subnet>& nets, End end) -> PacketSet;

// "tcp/443", "udp/1000-2000", "icmp"; nothing where it is none of these.
[[nodiscard]] auto service_named(std::string_view text) -> std::optional<ServiceRange>;
[[nodiscard]] auto name_of(const ServiceRange& service) -> std::string;
// The packets of the service.
[[nodiscard]] auto packets_of(PacketSets& sets, const ServiceRange& service) -> PacketSet;

}  // namespace dengbao::reach
