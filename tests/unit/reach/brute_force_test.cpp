// Sets of packets against packets, one by one: a million, and what is not known.
#include <catch2/catch.hpp>

#include "random_network.h"
#include "reach/facts_view.h"
#include "reach/reachability.h"
#include "reach/read_network.h"
#include "reach/rule_packets.h"

namespace {

using namespace dengbao::reach;
using namespace dengbao::reach::tests;

auto described(const Packet& packet) -> std::string {
  return protocol_word(packet.protocol) + ' ' + packet.source.to_string() + ':' + std::to_string(packet.source_port) +
         " > " + packet.target.to_string() + ':' + std::to_string(packet.target_port);
}

// Takes something away that the facts may lack.
void forget_something(Dice& dice, tests::Json& facts) {
  auto& boundary = facts["boundary"];
  for (auto& rule : boundary["rules"]) {
    for (const char* field : {"enabled", "action", "source", "target", "from_ranges", "to_ranges", "protocol",
                              "target_ports", "source_ports", "order", "applications", "any_zones"}) {
      if (dice.chance(3)) rule.erase(field);
    }
  }
  for (auto& list : boundary["rule_sets"]) {
    for (const char* field : {"default_action", "ports"}) {
      if (dice.chance(10)) list.erase(field);
    }
  }
  for (auto& device : boundary["devices"]) {
    if (dice.chance(10)) device.erase("default_action");
    for (auto& port : device["ports"]) {
      if (dice.chance(10)) port.erase("routes");
    }
  }
  // Not of a zone whose range lies in that of another: what a zone lists is taken at its word (README).
  for (auto& zone : facts["zones"]) {
    if (zone["id"] == "z3" && dice.chance(20)) zone.erase("ranges");
  }
}

}  // namespace

TEST_CASE("a list of rules decides about a packet as its first rule that matches: a million packets") {
  const auto packets_of_a_list = 1000;
  std::size_t passed = 0;
  std::size_t asked = 0;
  const std::vector<std::string> nets = {"10.0.0.0/8", "10.1.0.0/16",    "10.1.2.0/24",   "10.1.2.8/31",
                                         "0.0.0.0/0",  "192.168.0.0/24", "2001:db8::/32", "::/0"};
  for (std::uint64_t seed = 1; seed <= 1000; ++seed) {
    Dice dice(seed);
    PacketSets sets;
    std::vector<NaiveRule> naive;
    std::vector<AccessRule> rules;
    for (auto count = 1 + dice.below(24); count > 0; --count) {
      naive.push_back(random_rule(dice, nets));
      const auto json = naive.back().json();
      rules.push_back(read_rule(FactsView(json), json, "", sets));
    }
    const bool otherwise = dice.chance(30);
    const auto said = meaning(sets, rules, otherwise, sets.every());
    REQUIRE(said.passing.surely == said.passing.perhaps);
    for (int i = 0; i < packets_of_a_list; ++i) {
      const auto packet = random_packet(dice, naive);
      const auto first = std::ranges::find_if(naive, [&](const NaiveRule& rule) { return rule.matches(packet); });
      const bool passes = first == naive.end() ? otherwise : first->allow;
      const bool told = sets.has(said.passing.surely, packet);
      const auto decision = deciding(sets, rules, otherwise, packet);
      ++asked;
      passed += passes ? 1 : 0;
      if (told == passes && decision.passes == passes && decision.by_rule == (first != naive.end())) {
        continue;
      }
      FAIL("seed " << seed << ": " << described(packet));
    }
    // A rule that decides nothing is never the first.
    for (std::size_t rule = 0; rule < rules.size(); ++rule) {
      const auto hidden = hidden_by(sets, rules, rule);
      CHECK(hidden.has_value() == (said.effects[rule].decides == PacketSet::none));
    }
  }
  CHECK(asked == 1'000'000);
  CHECK(passed > asked / 10);
  CHECK(passed < asked * 9 / 10);
}

TEST_CASE("packets get through a network as they do one by one") {
  std::size_t arrived = 0;
  std::size_t by_way_of_others = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    Dice dice(seed);
    const auto naive = random_network(dice);
    PacketSets sets;
    const auto network = read_network(naive.json(), sets);
    Reachability reachability(network, sets);
    for (int i = 0; i < 250; ++i) {
      const auto packet = random_packet(dice, naive.rules);
      const auto source = *network.place_called(naive.zone_of(packet.source));
      const auto target = *network.place_called(naive.zone_of(packet.target));
      if (source == target) continue;
      const bool arrives = naive.arrives(packet);
      const auto& told = reachability.from(source)[target];
      INFO("seed " << seed << ": " << described(packet));
      REQUIRE(sets.has(told.surely, packet) == arrives);
      REQUIRE(sets.has(told.perhaps, packet) == arrives);
      const auto way = reachability.way(source, target, packet);
      REQUIRE(way.has_value() == arrives);
      arrived += arrives ? 1 : 0;
      if (way && way->size() > 1) ++by_way_of_others;
    }
  }
  CHECK(arrived > 5000);
  CHECK(by_way_of_others > 100);
}

TEST_CASE("what is said of facts with gaps stands once they are filled") {
  std::size_t sure = 0;
  std::size_t open = 0;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    Dice dice(seed + 10'000);
    const auto naive = random_network(dice);
    auto facts = naive.json();
    forget_something(dice, facts);
    PacketSets sets;
    const auto network = read_network(facts, sets);
    Reachability reachability(network, sets);
    for (int i = 0; i < 200; ++i) {
      const auto packet = random_packet(dice, naive.rules);
      const auto source = *network.place_called(naive.zone_of(packet.source));
      const auto target = *network.place_called(naive.zone_of(packet.target));
      if (source == target) continue;
      const bool arrives = naive.arrives(packet);
      const auto& told = reachability.from(source)[target];
      INFO("seed " << seed << ": " << described(packet) << '\n' << facts.dump(1));
      if (sets.has(told.in_part, packet)) REQUIRE(arrives);
      if (arrives) REQUIRE(sets.has(told.perhaps, packet));
      sure += sets.has(told.surely, packet) || !sets.has(told.perhaps, packet) ? 1 : 0;
      open += sets.has(told.perhaps, packet) && !sets.has(told.in_part, packet) ? 1 : 0;
    }
  }
  CHECK(sure > 20'000);
  CHECK(open > 5'000);
}
