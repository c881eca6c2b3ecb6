// What people read about the paths of packets, and what is written into the facts.
#include <catch2/catch.hpp>

#include "reach/passages.h"
#include "reach/read_network.h"
#include "reach/report.h"
#include "reach/rule_packets.h"
#include "small_network.h"

namespace {

using namespace dengbao;
using namespace dengbao::reach;

struct World {
  nlohmann::ordered_json facts = reach::tests::small_network();
  PacketSets sets;
  Network network = read_network(facts, sets);
  Reachability reachability{network, sets};

  auto asked(std::string_view from, std::string_view to, std::string_view service) -> Answer {
    Answer answer;
    answer.source = *network.place_called(from);
    answer.target = *network.place_called(to);
    if (!service.empty()) answer.service = service_named(service);
    const auto packets = answer.service ? packets_of(sets, *answer.service) : sets.every();
    answer.passages = passages(network, sets, reachability, answer.source, answer.target, packets);
    const auto there = sets.intersect(packets, network.places[answer.target].to_perhaps);
    const auto passing = reachability.from(answer.source)[answer.target].perhaps;
    answer.refusals = reachability.refusals(answer.source, sets.minus(there, passing));
    return answer;
  }
};

}  // namespace

TEST_CASE("the way of a packet names the line of every hop") {
  World world;
  const auto answer = world.asked("dmz", "servers", "");
  CHECK(answer.passes() == true);
  CHECK(answer_text(world.network, answer, Lang::en) == R"(traffic can pass from dmz to servers

  tcp/3306 to 10.2.0.7/32
    such as tcp from 10.1.0.9 port 49152 to 10.2.0.7 port 3306
    dmz → transit by fw
      rule db lets it pass  (fw.cfg:52, fw.cfg:53)  /boundary/rules/2
    transit → servers by r1
      rule 3001:5 of r1:3001 in lets it pass  (r1.cfg:12)  /boundary/rules/4

The rest is refused
  by fw (dmz → transit): no rule allows it  (fw.cfg:38)  /boundary/devices/0/default_action
  by r1 (transit → servers): no rule of r1:3001 in allows it  (r1.cfg:20)  /boundary/rule_sets/0/default_action
)");
  CHECK(said_by(world.network, answer.passages.front()) ==
        std::vector<std::string>{"fw.cfg:52", "fw.cfg:53", "r1.cfg:12"});
}

TEST_CASE("what does not pass says who refuses it; what hangs on the unknown says so") {
  World world;
  const auto refused = world.asked("internet", "servers", "tcp/3306");
  CHECK(refused.passes() == false);
  CHECK(answer_text(world.network, refused, Lang::zh) == R"(tcp/3306不能从 internet 到达 servers
被拒绝于
  fw（internet → transit）：没有规则 放行  (fw.cfg:38)  /boundary/devices/0/default_action
)");
  world.facts["boundary"]["rules"][2].erase("enabled");
  PacketSets sets;
  const auto network = read_network(world.facts, sets);
  Reachability reachability(network, sets);
  const auto open = passages(network, sets, reachability, *network.place_called("dmz"),
                             *network.place_called("servers"), sets.every());
  REQUIRE(open.size() == 1);
  CHECK_FALSE(open.front().certain);
}

TEST_CASE("rules that decide nothing, and why") {
  World world;
  const Overview overview{all_passages(world.network, world.sets, world.reachability),
                          unused_rules(world.network, world.sets, world.reachability)};
  CHECK(overview_text(world.network, overview, Lang::en) == R"(internet → dmz
  tcp/443 to 10.1.0.8/31  [web]
dmz → servers
  tcp/3306 to 10.2.0.7/32  [db, 3001:5]
servers → transit
  everything  [by default]

Rules that decide nothing
  db-one of fw: what it could match is decided before, otherwise, by db  /boundary/rules/3
      db  (fw.cfg:52, fw.cfg:53)  /boundary/rules/2
)");
}

TEST_CASE("passages are written into the facts, once") {
  World world;
  const auto found = all_passages(world.network, world.sets, world.reachability);
  auto facts = world.facts;
  const auto written = write_passages(facts, world.network, found, "reach", "2026-11-30");
  CHECK(written.count == 3);
  CHECK(facts["boundary"]["passages"][1].dump() ==
        R"({"id":"dmz > servers: tcp/3306","source":"dmz","target":"servers","protocol":"tcp",)"
        R"("ports":[{"first":3306,"last":3306}],"to_ranges":["10.2.0.7/32"],"certain":true,"rules":["db","3001:5"]})");
  CHECK(facts["evidence"][7].dump() ==
        R"({"facts":["/boundary/passages/1"],"method":"examine","source":"fw.cfg:52 + fw.cfg:53 + r1.cfg:12",)"
        R"("by":"reach","on":"2026-11-30"})");
  auto again = facts;
  write_passages(again, world.network, found, "reach", "2026-11-30");
  CHECK(again == facts);
}
