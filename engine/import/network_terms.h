#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "value/network.h"

// Addresses, masks and ports in the forms that command lines of network devices use.
namespace dengbao::importing {

// An address with the length of the net around it.
struct NetAddress {
  Address address;
  std::uint8_t prefix = 0;

  [[nodiscard]] auto net() const -> Subnet;    // the net around it
  [[nodiscard]] auto alone() const -> Subnet;  // the address itself as a range
};

[[nodiscard]] auto subnet_of(const Address& address, std::uint8_t prefix) -> Subnet;
[[nodiscard]] auto single(const Address& address) -> Subnet;
[[nodiscard]] auto any_v4() -> Subnet;
[[nodiscard]] auto any_v6() -> Subnet;

// "255.255.255.0" or "24"; nothing where the bits are not in one piece.
[[nodiscard]] auto mask_length(std::string_view mask) -> std::optional<std::uint8_t>;
// "0.0.0.255" or "0": the bits that may differ.
[[nodiscard]] auto wildcard_length(std::string_view wildcard) -> std::optional<std::uint8_t>;
// "10.1.1.1/24", "2001:db8::1/64"
[[nodiscard]] auto with_length(std::string_view text) -> std::optional<NetAddress>;
// An address and a mask.
[[nodiscard]] auto net_address(std::string_view address, std::string_view mask) -> std::optional<NetAddress>;
// The fewest nets that hold the addresses from the first to the last and no others; nothing where they are in the wrong
// order or of different families.
[[nodiscard]] auto nets_between(const Address& first, const Address& last) -> std::optional<std::vector<Subnet>>;

struct Ports {
  std::uint16_t first = 0;
  std::uint16_t last = 65535;
  friend auto operator==(const Ports&, const Ports&) -> bool = default;
};
// A number or one of the names that command lines have for it.
[[nodiscard]] auto port_number(std::string_view word) -> std::optional<std::uint16_t>;

enum class RuleProtocol : std::uint8_t { any, tcp, udp, icmp, other };
// "ip", "tcp", "17", …
[[nodiscard]] auto rule_protocol(std::string_view word) -> std::optional<RuleProtocol>;

[[nodiscard]] auto whole_number(std::string_view text) -> std::optional<std::uint32_t>;

}  // namespace dengbao::importing
