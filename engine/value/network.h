#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dengbao {

// An IPv4 or IPv6 address. An IPv4 address is kept in the last four bytes of its mapped form; the families differ.
struct Address {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{};
  friend auto operator<=>(const Address&, const Address&) = default;

  static auto parse(std::string_view text) -> std::optional<Address>;  // no zone index, no port
  [[nodiscard]] auto to_string() const -> std::string;                 // RFC 5952
};

// An address range in CIDR notation, `10.1.0.0/16`. Bits after the prefix must be zero.
struct Subnet {
  Address base;
  std::uint8_t prefix = 0;  // bits: 0 to 32 or 0 to 128
  friend auto operator<=>(const Subnet&, const Subnet&) = default;

  static auto parse(std::string_view text) -> std::optional<Subnet>;
  [[nodiscard]] auto to_string() const -> std::string;
  [[nodiscard]] auto contains(const Address& address) const -> bool;
  [[nodiscard]] auto contains(const Subnet& other) const -> bool;
};

}  // namespace dengbao
