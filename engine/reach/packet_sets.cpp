#include "reach/packet_sets.h"

#include <algorithm>
#include <unordered_set>

namespace dengbao::reach {
namespace {

constexpr std::size_t at(Field field) { return static_cast<std::size_t>(field); }
constexpr Point highest_v4{0, 0xffffffffU};

// What people would think of first: addresses of documentation (RFC 5737, RFC 3849), a client's port.
auto usual(Field field, bool v6) -> Point {
  switch (field) {
    case Field::target:
      return v6 ? Point{0x20010db800000000U, 9} : Point{0, 0xcb007109U};
    case Field::source:
      return v6 ? Point{0x20010db800000000U, 7} : Point{0, 0xc6336407U};
    case Field::source_port:
      return {0, 49152};
    case Field::target_port:
      return {0, 443};
    default:
      return {};
  }
}

auto mix(std::size_t hash, std::uint64_t value) -> std::size_t {
  return (hash ^ value) * 0x9e3779b97f4a7c15U + (hash >> 29U);
}

// Whether the bits behind the prefix are zero.
auto is_base(const Subnet& net, const Point& first) -> bool {
  const unsigned free = (net.base.v6 ? 128U : 32U) - net.prefix;
  const auto low = free >= 64 ? UINT64_MAX : (std::uint64_t{1} << free) - 1;
  const auto high = free <= 64 ? 0 : free == 128 ? UINT64_MAX : (std::uint64_t{1} << (free - 64)) - 1;
  return (first.low & low) == 0 && (first.high & high) == 0;
}

// In order, and none that touches another.
auto joined(std::vector<Span> spans) -> std::vector<Span> {
  std::ranges::sort(spans, {}, &Span::first);
  std::vector<Span> result;
  for (const auto& span : spans) {
    const bool touches =
        !result.empty() && (span.first <= result.back().last || span.first == result.back().last.next());
    if (touches) {
      result.back().last = std::max(result.back().last, span.last);
    } else {
      result.push_back(span);
    }
  }
  return result;
}

}  // namespace

PacketSets::PacketSets(std::size_t most) : most_(most) {
  const auto everything = [](Field field) { return std::vector<Span>{whole(field)}; };
  PacketBox box{{Protocol::tcp, Protocol::udp, Protocol::icmp, Protocol::other},
                everything(Field::target_port),
                false,
                {{{}, highest_v4}},
                {{{}, highest_v4}},
                everything(Field::source_port)};
  const auto v4 = this->box(box);
  box.v6 = true;
  box.targets = box.sources = everything(Field::target);
  every_ = unite(v4, this->box(box));
}

auto PacketSets::field_of(Ref ref) const -> std::size_t { return ref < inner ? field_count : nodes_[ref].field; }

auto PacketSets::edges(Ref ref) const -> std::span<const Edge> {
  return {edges_.data() + nodes_[ref].begin, nodes_[ref].count};
}

// Neighbours that lead to the same are one edge; a node with one edge is what it leads to.
auto PacketSets::node(std::size_t field, std::vector<Edge> edges) -> Ref {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < edges.size(); ++i) {
    if (i + 1 < edges.size() && edges[i + 1].to == edges[i].to) continue;
    edges[kept++] = edges[i];
  }
  edges.resize(kept);
  if (kept == 1) return edges.front().to;
  auto hash = mix(0, field);
  for (const auto& edge : edges) hash = mix(mix(mix(hash, edge.last.high), edge.last.low), edge.to);
  const auto [first, end] = known_.equal_range(hash);
  for (auto it = first; it != end; ++it) {
    if (nodes_[it->second].field == field && std::ranges::equal(this->edges(it->second), edges)) return it->second;
  }
  if (nodes_.size() + edges_.size() >= most_) throw TooEntangled();
  const auto ref = static_cast<Ref>(nodes_.size());
  nodes_.push_back(
      {static_cast<std::uint8_t>(field), static_cast<std::uint32_t>(edges_.size()), static_cast<std::uint32_t>(kept)});
  edges_.insert(edges_.end(), edges.begin(), edges.end());
  known_.emplace(hash, ref);
  return ref;
}

auto PacketSets::in_ranges(Field field, std::vector<Span> spans, Ref inside) -> Ref {
  const auto all_of = whole(field);
  std::vector<Edge> edges;
  auto next = all_of.first;
  bool to_the_end = false;
  for (const auto& span : joined(std::move(spans))) {
    if (span.first > next) edges.push_back({span.first.before(), nothing});
    edges.push_back({span.last, inside});
    to_the_end = span.last == all_of.last;
    next = span.last.next();
  }
  if (!to_the_end) edges.push_back({all_of.last, nothing});
  return node(at(field), std::move(edges));
}

auto PacketSets::box(const PacketBox& box) -> PacketSet {
  std::vector<Span> protocols;
  for (const auto protocol : box.protocols) {
    const Point point{0, static_cast<std::uint64_t>(protocol)};
    protocols.push_back({point, point});
  }
  const Point family{0, box.v6 ? 1U : 0U};
  auto set = in_ranges(Field::source_port, box.source_ports, all);
  set = in_ranges(Field::source, box.sources, set);
  set = in_ranges(Field::target, box.targets, set);
  set = in_ranges(Field::family, {{family, family}}, set);
  set = in_ranges(Field::target_port, box.target_ports, set);
  return PacketSet{in_ranges(Field::protocol, std::move(protocols), set)};
}

auto PacketSets::apply(Operation operation, PacketSet a, PacketSet b) -> PacketSet {
  return PacketSet{apply(operation, static_cast<Ref>(a), static_cast<Ref>(b))};
}

auto PacketSets::apply(Operation operation, Ref a, Ref b) -> Ref {
  switch (operation) {
    case Operation::unite:
      if (a == b || b == nothing || a == all) return a;
      if (a == nothing || b == all) return b;
      if (a > b) std::swap(a, b);
      break;
    case Operation::intersect:
      if (a == b || a == nothing || b == all) return a;
      if (b == nothing || a == all) return b;
      if (a > b) std::swap(a, b);
      break;
    case Operation::minus:
      if (a == b || b == all) return nothing;
      if (a == nothing || b == nothing) return a;
      break;
  }
  auto& done = done_[static_cast<std::size_t>(operation)];
  const auto key = std::uint64_t{a} << 32U | b;
  if (const auto found = done.find(key); found != done.end()) return found->second;
  if (done.size() >= most_) throw TooEntangled();
  const auto field = std::min(field_of(a), field_of(b));
  const auto last = whole(static_cast<Field>(field)).last;
  std::vector<Edge> result;
  std::size_t i = 0;
  std::size_t j = 0;
  // By index: the edges move when nodes are made.
  const auto edge_of = [&](Ref ref, std::size_t index) {
    return field_of(ref) == field ? edges(ref)[index] : Edge{last, ref};
  };
  while (true) {
    const auto left = edge_of(a, i);
    const auto right = edge_of(b, j);
    const auto end = std::min(left.last, right.last);
    result.push_back({end, apply(operation, left.to, right.to)});
    if (end == last) break;
    if (left.last == end) ++i;
    if (right.last == end) ++j;
  }
  const auto made = node(field, std::move(result));
  done.emplace(key, made);
  return made;
}

auto PacketSets::has(PacketSet set, const Packet& packet) const -> bool {
  auto ref = static_cast<Ref>(set);
  while (ref >= inner) {
    const auto point = point_of(packet, static_cast<Field>(nodes_[ref].field));
    ref = std::ranges::lower_bound(edges(ref), point, {}, &Edge::last)->to;
  }
  return ref == all;
}

auto PacketSets::example(PacketSet set) const -> std::optional<Packet> {
  auto ref = static_cast<Ref>(set);
  if (ref == nothing) return std::nullopt;
  std::array<Point, field_count> points{};
  const auto is_v6 = [&] { return points[at(Field::family)].low == 1; };
  std::size_t next = 0;  // the field whose value is not chosen yet
  const auto pass_over = [&](std::size_t until) {
    for (; next < until; ++next) points[next] = usual(static_cast<Field>(next), is_v6());
  };
  while (ref >= inner) {
    const auto field = nodes_[ref].field;
    pass_over(field);
    const auto wanted = usual(static_cast<Field>(field), is_v6());
    auto to = std::ranges::lower_bound(edges(ref), wanted, {}, &Edge::last)->to;
    points[field] = wanted;
    Point first;
    for (const auto& edge : edges(ref)) {
      if (to != nothing) break;
      // An address in the midst is more usual than that of a net.
      const bool address = field == at(Field::target) || field == at(Field::source);
      points[field] = address && first < edge.last ? first.next() : first;
      to = edge.to;
      first = edge.last.next();
    }
    ref = to;
    next = field + 1U;
  }
  pass_over(field_count);
  return packet_at(points);
}

auto PacketSets::services(PacketSet set) const -> std::vector<ServiceRange> {
  std::vector<ServiceRange> found;
  const auto add_ports = [&](Protocol protocol, Ref ref) {
    if (ref == nothing) return;
    if (field_of(ref) != at(Field::target_port)) {
      found.push_back({protocol});
      return;
    }
    std::uint64_t first = 0;
    bool open = false;
    for (const auto& edge : edges(ref)) {
      if (edge.to != nothing) {
        const auto last = static_cast<std::uint16_t>(edge.last.low);
        if (open) {
          found.back().last = last;
        } else {
          found.push_back({protocol, static_cast<std::uint16_t>(first), last});
        }
      }
      open = edge.to != nothing;
      first = edge.last.low + 1;
    }
  };
  const auto ref = static_cast<Ref>(set);
  std::uint64_t first = 0;
  const auto last = whole(Field::protocol).last.low;
  if (field_of(ref) != at(Field::protocol)) {
    for (auto protocol = first; protocol <= last; ++protocol) add_ports(static_cast<Protocol>(protocol), ref);
    return found;
  }
  for (const auto& edge : edges(ref)) {
    for (auto protocol = first; protocol <= edge.last.low; ++protocol) {
      add_ports(static_cast<Protocol>(protocol), edge.to);
    }
    first = edge.last.low + 1;
  }
  return found;
}

auto PacketSets::targets(PacketSet set) const -> std::vector<AddressRange> {
  std::vector<Span> spans[2];
  std::unordered_set<Ref> seen[2];
  const auto whole_family = [](bool v6) { return Span{{}, v6 ? whole(Field::target).last : highest_v4}; };
  // Below the family, which is not told above it.
  const auto collect = [&](auto&& self, Ref ref, bool v6, bool v4) -> void {
    if (ref == nothing) return;
    if (field_of(ref) > at(Field::target)) {
      if (v4) spans[0].push_back(whole_family(false));
      if (v6) spans[1].push_back(whole_family(true));
      return;
    }
    bool fresh = false;
    if (v4) fresh = seen[0].insert(ref).second || fresh;
    if (v6) fresh = seen[1].insert(ref).second || fresh;
    if (!fresh) return;
    Point first;
    for (const auto& edge : edges(ref)) {
      if (field_of(ref) == at(Field::target)) {
        if (edge.to != nothing && v4) spans[0].push_back({first, std::min(edge.last, highest_v4)});
        if (edge.to != nothing && v6) spans[1].push_back({first, edge.last});
      } else if (field_of(ref) == at(Field::family)) {
        self(self, edge.to, v6 && edge.last.low == 1, v4 && first.low == 0);
      } else {
        self(self, edge.to, v6, v4);
      }
      first = edge.last.next();
    }
  };
  collect(collect, static_cast<Ref>(set), true, true);
  std::vector<AddressRange> result;
  for (const bool v6 : {false, true}) {
    for (const auto& span : joined(std::move(spans[v6 ? 1 : 0]))) result.push_back({v6, span});
  }
  return result;
}

auto AddressRange::nets() const -> std::vector<Subnet> {
  std::vector<Subnet> result;
  auto first = span.first;
  const unsigned bits = v6 ? 128 : 32;
  while (true) {
    // The largest net that begins here and does not go beyond the end.
    Subnet net{address_of(first, v6), static_cast<std::uint8_t>(bits)};
    while (net.prefix > 0) {
      Subnet wider{net.base, static_cast<std::uint8_t>(net.prefix - 1)};
      const auto held = span_of(wider);
      if (!is_base(wider, first) || held.last > span.last) break;
      net = wider;
    }
    result.push_back(net);
    const auto last = span_of(net).last;
    if (last >= span.last) return result;
    first = last.next();
  }
}

}  // namespace dengbao::reach
