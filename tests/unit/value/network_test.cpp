#include "value/network.h"

#include <catch2/catch.hpp>
#include <random>

using namespace dengbao;

namespace {
auto address(std::string_view text) -> Address { return Address::parse(text).value(); }
auto subnet(std::string_view text) -> Subnet { return Subnet::parse(text).value(); }
}  // namespace

TEST_CASE("addresses are read strictly and shown in their canonical form") {
  CHECK(address("10.0.0.1").to_string() == "10.0.0.1");
  CHECK(address("2001:DB8:0:0:0:0:0:1").to_string() == "2001:db8::1");
  CHECK(address("::").to_string() == "::");
  CHECK(address("::ffff:10.0.0.1") != address("10.0.0.1"));
  const auto* bad = GENERATE("", "10.0.0", "10.0.0.256", "010.0.0.1", "10.0.0.1:80", "fe80::1%eth0", "1::2::3",
                             " 10.0.0.1", "10.0.0.1 ", "[::1]", "12345::", "10.0.0.0/8");
  INFO(bad);
  CHECK_FALSE(Address::parse(bad));
  CHECK_FALSE(Address::parse(std::string_view("10.0.0.1\0x", 10)));
}

TEST_CASE("a subnet has no bits after its prefix") {
  CHECK(subnet("10.1.0.0/16").to_string() == "10.1.0.0/16");
  CHECK(subnet("0.0.0.0/0").contains(address("255.1.2.3")));
  CHECK_FALSE(subnet("0.0.0.0/0").contains(address("::1")));
  CHECK(subnet("2001:db8::/33").contains(address("2001:db8:7fff::1")));
  CHECK_FALSE(subnet("2001:db8::/33").contains(address("2001:db8:8000::1")));
  CHECK(subnet("10.0.0.0/8").contains(subnet("10.1.0.0/16")));
  CHECK_FALSE(subnet("10.1.0.0/16").contains(subnet("10.0.0.0/8")));
  const auto* bad = GENERATE("10.1.0.0", "10.1.0.1/16", "10.1.0.0/33", "10.1.0.0/", "10.1.0.0/016", "10.1.0.0/-1",
                             "10.1.0.0/16 ", "/8", "::/129", "10.1.0.0/+8", "10.0.0.0/8/8");
  INFO(bad);
  CHECK_FALSE(Subnet::parse(bad));
}

TEST_CASE("containment in IPv4 agrees with bit masks") {
  std::mt19937 random(11);
  for (int i = 0; i < 5'000; ++i) {
    const auto text = [](std::uint32_t bits) {
      return std::to_string(bits >> 24U) + "." + std::to_string(bits >> 16U & 255U) + "." +
             std::to_string(bits >> 8U & 255U) + "." + std::to_string(bits & 255U);
    };
    const auto prefix = static_cast<unsigned>(random() % 33);
    const std::uint32_t mask = prefix == 0 ? 0U : 0xffffffffU << (32U - prefix);
    const auto base = static_cast<std::uint32_t>(random()) & mask;
    const auto other = base ^ (1U << random() % 32U);
    const auto range = subnet(text(base) + "/" + std::to_string(prefix));
    REQUIRE(range.contains(address(text(other))) == ((other & mask) == base));
    REQUIRE(Subnet::parse(range.to_string()) == range);
  }
}
