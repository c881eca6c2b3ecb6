#include <catch2/catch.hpp>
#include <random>

#include "import/filter_chains.h"

using namespace dengbao;
using namespace dengbao::importing;

namespace {

struct TriedPacket {
  Address from;
  Address to;
  RuleProtocol protocol = RuleProtocol::tcp;
  std::uint16_t port = 0;
  std::string in;
};

auto matches(const Traffic& traffic, const TriedPacket& packet) -> bool {
  const auto holds = [](const std::vector<Subnet>& nets, const Address& address) {
    return std::ranges::any_of(nets, [&](const Subnet& net) { return net.contains(address); });
  };
  const bool ports = std::ranges::any_of(traffic.target_ports, [&](const Ports& range) {
    return range.first <= packet.port && packet.port <= range.last;
  });
  return traffic.opens && ports && holds(traffic.from, packet.from) && holds(traffic.to, packet.to) &&
         (traffic.protocol == RuleProtocol::any || traffic.protocol == packet.protocol) &&
         (traffic.in.empty() || traffic.in == packet.in);
}

// The kernel's way, rule by rule: what becomes of the packet in this chain; nothing where it comes out at the end.
auto run_chain(const FilterTable& table, const Chain& chain, const TriedPacket& packet) -> std::optional<bool> {
  for (const auto& rule : chain.rules) {
    if (!matches(rule.traffic, packet)) continue;
    switch (rule.verdict) {
      case Verdict::accept:
        return true;
      case Verdict::refuse:
        return false;
      case Verdict::leave:
        return std::nullopt;
      case Verdict::go:
        return run_chain(table, table.chains.find(rule.target)->second, packet);
      case Verdict::jump:
        if (const auto end = run_chain(table, table.chains.find(rule.target)->second, packet)) return end;
        break;
      default:
        break;
    }
  }
  return std::nullopt;
}

auto passes(const FilterTable& table, const TriedPacket& packet) -> bool {
  for (const auto* name : {"a", "b"}) {
    const auto& chain = table.chains.find(name)->second;
    if (!run_chain(table, chain, packet).value_or(chain.accepts)) return false;
  }
  return true;
}

class RandomFilter {
 public:
  explicit RandomFilter(unsigned seed) : random_(seed) {}

  auto number(unsigned below) -> unsigned { return static_cast<unsigned>(random_() % below); }
  auto address() -> Address { return *Address::parse("10.0.0." + std::to_string(number(16))); }
  auto packet() -> TriedPacket {
    return {address(), address(), number(2) == 0 ? RuleProtocol::tcp : RuleProtocol::udp,
            static_cast<std::uint16_t>(number(8)), number(2) == 0 ? "eth0" : "eth1"};
  }

  // Two chains on the hook, and others that only lead on to later ones: no circle.
  auto table() -> FilterTable {
    FilterTable table{"", true, false, true, {}};
    for (const auto* name : {"a", "b", "c", "d", "e"}) {
      Chain chain;
      chain.line = 1;
      const bool hooked = *name < 'c';
      if (hooked) chain.hook = Hook::forward;
      chain.priority = *name;
      chain.accepts = number(2) == 0;
      const auto rules = number(5);
      for (std::uint32_t i = 0; i < rules; ++i) chain.rules.push_back(rule(*name, i + 1));
      table.chains[name] = std::move(chain);
    }
    return table;
  }

 private:
  auto rule(char chain, std::uint32_t place) -> ChainRule {
    ChainRule rule;
    rule.number = place;
    rule.line = place;
    rule.traffic = all_traffic(true, false);
    if (number(2) == 0) rule.traffic.from = {subnet_of(address(), static_cast<std::uint8_t>(28 + number(5)))};
    if (number(3) == 0) rule.traffic.to = {subnet_of(address(), static_cast<std::uint8_t>(28 + number(5)))};
    if (number(3) == 0) rule.traffic.protocol = number(2) == 0 ? RuleProtocol::tcp : RuleProtocol::udp;
    const auto port = static_cast<std::uint16_t>(number(8));
    if (number(3) == 0) rule.traffic.target_ports = {{port, static_cast<std::uint16_t>(port + number(3))}};
    if (number(5) == 0) rule.traffic.in = number(2) == 0 ? "eth0" : "eth1";
    if (number(12) == 0) rule.traffic.opens = false;
    const char first = std::max<char>(static_cast<char>(chain + 1), 'c');
    const bool jumps = first <= 'e' && number(2) == 0;
    constexpr Verdict plain[] = {Verdict::accept, Verdict::refuse, Verdict::leave, Verdict::next};
    rule.verdict = jumps ? (number(3) == 0 ? Verdict::go : Verdict::jump) : plain[number(4)];
    if (jumps)
      rule.target = static_cast<char>(first + static_cast<char>(number(static_cast<unsigned>('e' - first) + 1)));
    return rule;
  }

  std::mt19937 random_;
};

// What the list of decisions says of it; nothing where a rule that is narrower than told might match.
auto decided(const Decisions& found, const TriedPacket& packet) -> std::optional<bool> {
  for (const auto& one : found.rules) {
    if (!matches(one.traffic, packet)) continue;
    if (!one.traffic.exact) return std::nullopt;
    return one.allow;
  }
  return found.rest;
}

}  // namespace

TEST_CASE("random chains decide as packets that run through them do") {
  std::size_t sure = 0;
  std::size_t all = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    RandomFilter random(seed);
    const auto table = random.table();
    const auto found = decide({table}, Hook::forward);
    REQUIRE(found.size() == 1);
    REQUIRE(found.front().whole);
    for (int i = 0; i < 50; ++i) {
      const auto packet = random.packet();
      const auto said = decided(found.front(), packet);
      ++all;
      if (!said) continue;
      ++sure;
      if (*said != passes(table, packet)) {
        INFO("seed " << seed);
        REQUIRE(*said == passes(table, packet));
      }
    }
  }
  CHECK(all == 100'000);
  CHECK(sure * 10 > all * 8);  // hardly anything is left open
}

TEST_CASE("what is left of addresses and ports") {
  const auto rest = addresses_but({*Subnet::parse("128.0.0.0/1"), *Subnet::parse("64.0.0.0/3")});
  REQUIRE(rest);
  CHECK(*rest == std::vector{*Subnet::parse("0.0.0.0/2"), *Subnet::parse("96.0.0.0/3")});
  CHECK(addresses_but({*Subnet::parse("::/1")}) == std::vector{*Subnet::parse("8000::/1")});
  CHECK_FALSE(addresses_but({*Subnet::parse("::/1"), *Subnet::parse("10.0.0.0/8")}));
  CHECK(ports_but({{443, 443}, {80, 90}, {85, 100}}) == std::vector<Ports>{{0, 79}, {101, 442}, {444, 65535}});
  CHECK(ports_but({{0, 65535}}).empty());
}
