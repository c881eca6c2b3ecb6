#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>

#include "value/network.h"

// A packet as access rules see it: what of it they can match.
namespace dengbao::reach {

enum class Protocol : std::uint8_t { tcp, udp, icmp, other };
[[nodiscard]] auto protocol_word(Protocol protocol) -> std::string;  // "tcp", as the facts say it

struct Packet {
  Protocol protocol = Protocol::tcp;
  std::uint16_t target_port = 0;  // 0 where the protocol has none
  Address target;
  Address source;  // of the family of `target`
  std::uint16_t source_port = 0;
  friend auto operator==(const Packet&, const Packet&) -> bool = default;
};

// The fields in the order in which sets of packets tell them apart: services first, so that what may pass is read off
// the top.
enum class Field : std::uint8_t { protocol, target_port, family, target, source, source_port };
constexpr std::size_t field_count = 6;

// A value of any field: a number of 128 bits.
struct Point {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend auto operator<=>(const Point&, const Point&) = default;

  [[nodiscard]] auto next() const -> Point { return {low == UINT64_MAX ? high + 1 : high, low + 1}; }
  [[nodiscard]] auto before() const -> Point { return {low == 0 ? high - 1 : high, low - 1}; }
};

// Both ends belong to it.
struct Span {
  Point first;
  Point last;
  friend auto operator==(const Span&, const Span&) -> bool = default;
};

[[nodiscard]] auto whole(Field field) -> Span;
[[nodiscard]] auto span_of(const Subnet& net) -> Span;  // of its addresses, without their family
[[nodiscard]] auto address_of(const Point& point, bool v6) -> Address;
[[nodiscard]] auto point_of(const Packet& packet, Field field) -> Point;
[[nodiscard]] auto packet_at(const std::array<Point, field_count>& points) -> Packet;

}  // namespace dengbao::reach
