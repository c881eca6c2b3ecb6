// Sets of packets: laws, what is read off them, and what they cost.
#include <catch2/catch.hpp>

#include "reach/rule_packets.h"

namespace {

using namespace dengbao;
using namespace dengbao::reach;

auto nets(std::initializer_list<const char*> texts) -> std::vector<Subnet> {
  std::vector<Subnet> result;
  for (const auto* text : texts) result.push_back(*Subnet::parse(text));
  return result;
}

auto texts(const std::vector<AddressRange>& ranges) -> std::vector<std::string> {
  std::vector<std::string> result;
  for (const auto& range : ranges) {
    for (const auto& net : range.nets()) result.push_back(net.to_string());
  }
  return result;
}

}  // namespace

TEST_CASE("equal sets are the same, however they were made") {
  PacketSets sets;
  const auto halves = sets.unite(packets_of(sets, nets({"10.0.0.0/9"}), End::target),
                                 packets_of(sets, nets({"10.128.0.0/9"}), End::target));
  CHECK(halves == packets_of(sets, nets({"10.0.0.0/8"}), End::target));
  const auto a = packets_of(sets, nets({"10.0.0.0/8"}), End::source);
  const auto b = packets_of(sets, ServiceRange{Protocol::tcp, 22, 23});
  CHECK(sets.minus(a, b) == sets.minus(a, sets.intersect(a, b)));
  CHECK(sets.unite(sets.minus(a, b), sets.intersect(a, b)) == a);
  CHECK(sets.minus(sets.every(), sets.minus(sets.every(), b)) == b);
  CHECK(sets.minus(a, sets.every()) == PacketSet::none);
}

TEST_CASE("services and addresses are read off") {
  PacketSets sets;
  auto set = sets.intersect(packets_of(sets, ServiceRange{Protocol::udp, 53, 53}),
                            packets_of(sets, nets({"10.1.2.0/23", "10.1.4.0/32", "2001:db8::/32"}), End::target));
  set = sets.unite(set, packets_of(sets, ServiceRange{Protocol::icmp}));
  CHECK(sets.services(set) == std::vector<ServiceRange>{{Protocol::udp, 53, 53}, {Protocol::icmp, 0, 65535}});
  const auto to_names = sets.intersect(set, packets_of(sets, ServiceRange{Protocol::udp}));
  CHECK(texts(sets.targets(to_names)) == std::vector<std::string>{"10.1.2.0/23", "10.1.4.0/32", "2001:db8::/32"});
  CHECK(texts(sets.targets(sets.every())) == std::vector<std::string>{"0.0.0.0/0", "::/0"});
  const auto example = sets.example(to_names);
  REQUIRE(example);
  CHECK(sets.has(to_names, *example));
  CHECK_FALSE(sets.example(PacketSet::none));
}

TEST_CASE("services have names, and names are read strictly") {
  for (const auto* text : {"tcp", "udp", "icmp", "other", "tcp/22", "udp/500-510"}) {
    INFO(text);
    REQUIRE(service_named(text));
    CHECK(name_of(*service_named(text)) == text);
  }
  for (const auto* text : {"", "tcp/", "tcp/x", "tcp/22-", "tcp/23-22", "tcp/65536", "icmp/8", "sctp", "tcp/22 "}) {
    INFO(text);
    CHECK_FALSE(service_named(text));
  }
}

TEST_CASE("rules too entangled for the memory allowed are refused, not waited for") {
  PacketSets sets(20'000);
  const auto entangle = [&] {
    auto all = PacketSet::none;
    for (std::uint32_t i = 0; i < 1000; ++i) {
      Subnet from;
      from.base = *Address::parse("10." + std::to_string(i % 200) + '.' + std::to_string(i / 7) + ".0");
      from.prefix = 24;
      auto to = from;
      to.base = *Address::parse("172." + std::to_string(i / 5) + '.' + std::to_string(i * 13 % 250) + ".0");
      const auto port = static_cast<std::uint16_t>(i * 61 % 65000);
      auto one = sets.intersect(packets_of(sets, {from}, End::source), packets_of(sets, {to}, End::target));
      one = sets.intersect(one,
                           packets_of(sets, ServiceRange{Protocol::tcp, port, static_cast<std::uint16_t>(port + 500)}));
      all = sets.unite(all, one);
    }
  };
  CHECK_THROWS_AS(entangle(), TooEntangled);
}
