#include "reach/packet.h"

namespace dengbao::reach {
namespace {

auto number_of(const Address& address) -> Point {
  Point point;
  for (std::size_t i = 0; i < 8; ++i) point.high = point.high << 8U | address.bytes[i];
  for (std::size_t i = 8; i < 16; ++i) point.low = point.low << 8U | address.bytes[i];
  if (!address.v6) point = {0, point.low & 0xffffffffU};
  return point;
}

}  // namespace

auto protocol_word(Protocol protocol) -> std::string {
  constexpr std::array<const char*, 4> words{"tcp", "udp", "icmp", "other"};
  return words[static_cast<std::size_t>(protocol)];
}

auto whole(Field field) -> Span {
  switch (field) {
    case Field::protocol:
      return {{}, {0, static_cast<std::uint64_t>(Protocol::other)}};
    case Field::family:
      return {{}, {0, 1}};
    case Field::target:
    case Field::source:
      return {{}, {UINT64_MAX, UINT64_MAX}};
    default:
      return {{}, {0, 65535}};
  }
}

auto span_of(const Subnet& net) -> Span {
  const auto first = number_of(net.base);
  const unsigned free = (net.base.v6 ? 128U : 32U) - net.prefix;
  auto last = first;
  if (free >= 64) {
    last.low = UINT64_MAX;
    last.high |= free == 128 ? UINT64_MAX : (std::uint64_t{1} << (free - 64)) - 1;
  } else {
    last.low |= (std::uint64_t{1} << free) - 1;
  }
  return {first, last};
}

auto address_of(const Point& point, bool v6) -> Address {
  Address address;
  address.v6 = v6;
  for (std::size_t i = 0; i < 8; ++i) {
    address.bytes[i] = static_cast<std::uint8_t>(point.high >> (56 - 8 * i));
    address.bytes[i + 8] = static_cast<std::uint8_t>(point.low >> (56 - 8 * i));
  }
  if (!v6) address.bytes[10] = address.bytes[11] = 0xff;  // the mapped form, in which IPv4 is kept
  return address;
}

auto point_of(const Packet& packet, Field field) -> Point {
  switch (field) {
    case Field::protocol:
      return {0, static_cast<std::uint64_t>(packet.protocol)};
    case Field::target_port:
      return {0, packet.target_port};
    case Field::family:
      return {0, packet.target.v6 ? 1U : 0U};
    case Field::target:
      return number_of(packet.target);
    case Field::source:
      return number_of(packet.source);
    case Field::source_port:
      return {0, packet.source_port};
  }
  return {};
}

auto packet_at(const std::array<Point, field_count>& points) -> Packet {
  const auto at = [&](Field field) { return points[static_cast<std::size_t>(field)]; };
  const bool v6 = at(Field::family).low == 1;
  return {static_cast<Protocol>(at(Field::protocol).low), static_cast<std::uint16_t>(at(Field::target_port).low),
          address_of(at(Field::target), v6), address_of(at(Field::source), v6),
          static_cast<std::uint16_t>(at(Field::source_port).low)};
}

}  // namespace dengbao::reach
