#include <map>
#include <queue>
#include <random>
#include <set>

#include "case.h"
#include "explain/extents.h"

namespace dengbao::explain::test {
namespace {

// Links between zones: sure, possible (a missing action), or none.
struct Graph {
  std::size_t zones = 0;
  std::map<std::pair<std::size_t, std::size_t>, Truth> links;
};

auto random_graph(std::mt19937& random) -> Graph {
  Graph graph{2 + random() % 5, {}};
  const auto links = random() % (graph.zones * 2 + 1);
  for (std::size_t i = 0; i < links; ++i) {
    const std::pair link(random() % graph.zones, random() % graph.zones);
    graph.links[link] = static_cast<Truth>(random() % 3);
  }
  return graph;
}

auto json_of(const Graph& graph) -> std::string {
  std::string zones;
  for (std::size_t i = 0; i < graph.zones; ++i) {
    zones += (i == 0 ? "" : ",") + std::string(R"({"id": "z)") + std::to_string(i) + R"("})";
  }
  std::string links;
  for (const auto& [link, open] : graph.links) {
    links += links.empty() ? "" : ",";
    links += R"({"from": "z)" + std::to_string(link.first) + R"(", "to": "z)" + std::to_string(link.second) + "\"";
    if (open != Truth::unknown) links += std::string(R"(, "open": )") + (open == Truth::yes ? "true" : "false");
    links += "}";
  }
  return R"({"zones": [)" + zones + R"(], "links": [)" + links + "]}";
}

// The number of links from each zone to each other one, over links that are at least as sure.
auto distances(const Graph& graph, Truth least) -> std::map<std::pair<std::size_t, std::size_t>, std::size_t> {
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> found;
  for (std::size_t start = 0; start < graph.zones; ++start) {
    std::queue<std::pair<std::size_t, std::size_t>> open;
    open.emplace(start, 0);
    while (!open.empty()) {
      const auto [at, steps] = open.front();
      open.pop();
      for (const auto& [link, truth] : graph.links) {
        if (link.first != at || truth < least || found.contains({start, link.second})) continue;
        found[{start, link.second}] = steps + 1;
        open.emplace(link.second, steps + 1);
      }
    }
  }
  return found;
}

constexpr auto policy = R"(module graph
record Net
  zones : list of Zone
  links : list of Link
record Zone
  key id : text
record Link
  from : ref Zone
  to : ref Zone
  open : truth
scheme test
  title "Test"
  levels 1..4
  facts Net
source law
  title "Law"
  in force from 2020-01-01
relation reaches(a: Zone, b: Zone)
  holds (link.from, link.to) for link in net.links where link.open
  holds (a, c) when reaches(a, b) and reaches(b, c)
relation follows(a: Zone, b: Zone)
  holds (link.from, link.to) for link in all Link where link.open
  holds (link.from, b) for link in net.links where link.open when follows(link.to, b)
relation odd(a: Zone, b: Zone)
  holds (link.from, link.to) for link in net.links where link.open
  holds (link.from, b) for link in net.links where link.open when even(link.to, b)
relation even(a: Zone, b: Zone)
  holds (link.from, b) for link in net.links where link.open when odd(link.to, b)
relation either(a: Zone, b: Zone)
  holds (a, b) for a in net.zones, b in net.zones where odd(a, b) or even(a, b)
relation apart(a: Zone, b: Zone)
  holds (a, b) for a in net.zones, b in net.zones when not reaches(a, b)
relation asked(a: Zone, b: Zone)
  holds (link.from, link.to) for link in net.links where link.open
  holds (a, c) for a in net.zones, c in net.zones
    where some b in net.zones satisfies (asked(a, b) and asked(b, c))
requirement r
  title "R"
  cites law 1
  level 1..4
  for each a in net.zones
  require "all": every b in net.zones satisfies reaches(a, b) and follows(a, b) and apart(a, b) and odd(a, b)
    and even(a, b) and either(a, b) and asked(a, b)
)";

auto relation_named(const model::Program& program, std::string_view name) -> model::RelationId {
  for (std::uint32_t i = 0; i < program.relations.size(); ++i) {
    if (program.relations[model::RelationId{i}].name == name) return {i};
  }
  FAIL("no relation " << name);
  return {};
}

// Every relation of the policy against the graph itself.
void check(const Graph& graph) {
  const auto json = json_of(graph);
  INFO(json);
  const Case made(policy, json, false);
  const World world{*made.program, *made.facts, made.settings, 1};
  const auto zone = made.program->fields[made.program->records[{0}].fields[0]].type.record();
  const auto extent = [&](std::string_view name) -> const Extent& {
    return world.extents->of(world, relation_named(*made.program, name));
  };
  const auto sure = distances(graph, Truth::yes);
  const auto possible = distances(graph, Truth::unknown);
  for (std::uint32_t a = 0; a < graph.zones; ++a) {
    for (std::uint32_t b = 0; b < graph.zones; ++b) {
      const Tuple pair{Row{zone, a}, Row{zone, b}};
      const auto wanted = sure.contains({a, b}) ? Truth::yes : possible.contains({a, b}) ? Truth::unknown : Truth::no;
      INFO("from " << a << " to " << b);
      for (const auto* name : {"reaches", "follows", "either", "asked"}) {
        INFO(name);
        CHECK(extent(name).contains(pair) == wanted);
      }
      CHECK(extent("apart").contains(pair) == !wanted);
      if (wanted != Truth::yes) continue;
      const auto& found = extent("reaches").surely;
      CHECK(found[*found.find(pair)].cost == sure.at({a, b}));
    }
  }
}

}  // namespace

TEST_CASE("relations contain what walking the graph finds, by the shortest ways") {
  std::mt19937 random(20261121);
  for (int i = 0; i < 60; ++i) check(random_graph(random));
}

TEST_CASE("a way that is not allowed rests on the facts of its steps only") {
  const Case made(std::string(policy).substr(0, std::string_view(policy).find("requirement r")) +
                      "requirement r\n  title \"R\"\n  cites law 1\n  level 1..4\n"
                      "  require \"no way\": no a in net.zones where a.id is \"z0\" satisfies\n"
                      "    some b in net.zones where b.id is \"z2\" satisfies reaches(a, b)\n",
                  R"({"zones": [{"id": "z0"}, {"id": "z1"}, {"id": "z2"}], "links": [
                      {"from": "z0", "to": "z1", "open": true}, {"from": "z1", "to": "z0", "open": true},
                      {"from": "z1", "to": "z2", "open": true}, {"from": "z2", "to": "z1", "open": true}]})",
                  false);
  const auto reason = made.reason_of(made.proof_of(0));
  CHECK(reason.minimal);
  std::set<std::string> pointers;
  for (const auto& fact : reason.facts) pointers.insert(made.facts->pointer(fact.row, fact.field));
  CHECK(pointers == std::set<std::string>{"/links", "/links/0/from", "/links/0/open", "/links/0/to", "/links/2/from",
                                          "/links/2/open", "/links/2/to", "/zones", "/zones/0/id", "/zones/2/id"});
}

TEST_CASE("extents are not shared with a world that hides facts") {
  const Case made(policy, R"({"zones": [{"id": "a"}, {"id": "b"}], "links": [{"from": "a", "to": "b", "open": true}]})",
                  false);
  World world{*made.program, *made.facts, made.settings, 1};
  const auto reaches = relation_named(*made.program, "reaches");
  CHECK(world.extents->of(world, reaches).surely.size() == 1);
  const std::set<FactRef> nothing;
  auto blind = world;
  blind.only = &nothing;
  blind.extents = make_extents();
  const auto& extent = blind.extents->of(blind, reaches);
  CHECK(extent.surely.size() == 0);
  CHECK(extent.contains({Value{}, Value{}}) == Truth::unknown);
}

}  // namespace dengbao::explain::test
