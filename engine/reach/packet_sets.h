#pragma once

#include <array>
#include <optional>
#include <span>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "reach/packet.h"

// Sets of packets, exact: decision diagrams whose edges are ranges of a field (as the firewall decision diagrams of
// Gouda and Liu, "Structured firewall design", 2007). Equal sets are the same diagram, so that comparing them is
// comparing two numbers.
namespace dengbao::reach {

// A set of the `PacketSets` that made it.
enum class PacketSet : std::uint32_t { none = 0 };

// Rules so entangled that their packets cannot be told apart in the memory allowed.
struct TooEntangled : std::runtime_error {
  TooEntangled() : std::runtime_error("too many kinds of packets") {}
};

// The packets whose every field lies in one of its ranges; those of addresses are of one family.
struct PacketBox {
  std::vector<Protocol> protocols;
  std::vector<Span> target_ports;
  bool v6 = false;
  std::vector<Span> targets;
  std::vector<Span> sources;
  std::vector<Span> source_ports;
};

// Protocol and ports of some packet of a set.
struct ServiceRange {
  Protocol protocol = Protocol::tcp;
  std::uint16_t first = 0;
  std::uint16_t last = 65535;
  friend auto operator==(const ServiceRange&, const ServiceRange&) -> bool = default;
};

struct AddressRange {
  bool v6 = false;
  Span span;
  // The fewest nets that hold these addresses and no others.
  [[nodiscard]] auto nets() const -> std::vector<Subnet>;
};

class PacketSets {
 public:
  // `most` nodes are kept; an operation that needs more throws TooEntangled.
  explicit PacketSets(std::size_t most = 4'000'000);

  [[nodiscard]] auto every() const -> PacketSet { return every_; }
  auto box(const PacketBox& box) -> PacketSet;
  auto unite(PacketSet a, PacketSet b) -> PacketSet { return apply(Operation::unite, a, b); }
  auto intersect(PacketSet a, PacketSet b) -> PacketSet { return apply(Operation::intersect, a, b); }
  auto minus(PacketSet a, PacketSet b) -> PacketSet { return apply(Operation::minus, a, b); }

  [[nodiscard]] auto has(PacketSet set, const Packet& packet) const -> bool;
  // One of them, with usual addresses and ports where it may have them; nothing of the empty set.
  [[nodiscard]] auto example(PacketSet set) const -> std::optional<Packet>;
  // Which services its packets are of: by protocol, then by port, without overlap.
  [[nodiscard]] auto services(PacketSet set) const -> std::vector<ServiceRange>;
  // The target addresses of its packets, in order, without overlap.
  [[nodiscard]] auto targets(PacketSet set) const -> std::vector<AddressRange>;
  [[nodiscard]] auto size() const -> std::size_t { return nodes_.size(); }

 private:
  enum class Operation : std::uint8_t { unite, intersect, minus };
  using Ref = std::uint32_t;  // a node; below `inner` the two leaves
  static constexpr Ref nothing = 0;
  static constexpr Ref all = 1;
  static constexpr Ref inner = 2;
  // The values behind the edge before, up to `last`, lead to `to`.
  struct Edge {
    Point last;
    Ref to = nothing;
    friend auto operator==(const Edge&, const Edge&) -> bool = default;
  };
  struct Node {
    std::uint8_t field = 0;
    std::uint32_t begin = 0;
    std::uint32_t count = 0;
  };

  auto apply(Operation operation, PacketSet a, PacketSet b) -> PacketSet;
  auto apply(Operation operation, Ref a, Ref b) -> Ref;
  auto node(std::size_t field, std::vector<Edge> edges) -> Ref;
  auto in_ranges(Field field, std::vector<Span> spans, Ref inside) -> Ref;
  [[nodiscard]] auto edges(Ref ref) const -> std::span<const Edge>;
  [[nodiscard]] auto field_of(Ref ref) const -> std::size_t;  // field_count for the leaves

  std::size_t most_;
  std::vector<Node> nodes_{2};
  std::vector<Edge> edges_;
  std::unordered_multimap<std::size_t, Ref> known_;  // by the hash of their field and edges
  std::unordered_map<std::uint64_t, Ref> done_[3];   // by both operands
  PacketSet every_{};
};

}  // namespace dengbao::reach
