#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <memory>
#include <random>

#include "eval/live.h"
#include "facts/columns.h"
#include "facts/load.h"
#include "facts/patch.h"
#include "model/compile.h"
#include "syntax/parse.h"

using namespace dengbao;

namespace {

const std::string root = DENGBAO_ROOT;

// The project's policies and the example shop, assessed at level 3.
struct Shop {
  Sources sources;
  Sink sink;
  std::optional<model::Program> program;
  eval::Plan plan;
  FileId file;
  std::optional<facts::Facts> facts;
  eval::Settings settings;
  std::vector<model::RequirementId> requirements;

  Shop() {
    program = model::load_program({root + "/policies"}, root + "/stdlib", sources, sink);
    REQUIRE(program);
    plan = eval::make_plan(*program);
    file = *facts::read_facts(root + "/policies/examples/shop/facts.json", sources, sink);
    facts = facts::load(sources, file, *program, sink);
    REQUIRE(facts);
    REQUIRE(eval::read_level("3", *program, settings, sink));
    settings.as_of = *Date::parse("2026-11-21");
    settings.overridden.resize(program->parameters.size());
    for (std::uint32_t i = 0; i < program->requirements.size(); ++i) {
      const model::RequirementId id{i};
      if (program->requirements[id].stands_at(settings.level_of(program->requirements[id]))) requirements.push_back(id);
    }
  }
};

// A value that the field may have, as JSON: often another than it has.
auto random_value(const model::Program& program, const model::Field& field, std::mt19937& random) -> std::string {
  const auto pick = [&](std::size_t size) { return std::uniform_int_distribution<std::size_t>(0, size - 1)(random); };
  switch (field.type.kind) {
    case Kind::truth:
      return pick(2) == 0 ? "true" : "false";
    case Kind::number:
      return std::to_string(pick(400));
    case Kind::date:
      return fmt::format("\"20{}-0{}-1{}\"", 19 + pick(10), 1 + pick(9), pick(10));
    case Kind::enumeration: {
      const auto& choices = program.enumerations[field.type.enumeration()].choices;
      return fmt::format("\"{}\"", choices[pick(choices.size())].name);
    }
    default:
      return {};
  }
}

// A fact that is given and may be changed alone; empty where this is none.
auto random_patch(const Shop& shop, std::mt19937& random) -> std::string {
  const auto& program = *shop.program;
  const auto pick = [&](std::size_t size) { return std::uniform_int_distribution<std::size_t>(0, size - 1)(random); };
  const model::FieldId id{static_cast<std::uint32_t>(pick(program.fields.size()))};
  const auto& field = program.fields[id];
  const auto rows = shop.facts->row_count(field.owner);
  const auto* column = shop.facts->column(id);
  if (field.type.list || field.key || column == nullptr || rows == 0) return {};
  const Row row{field.owner, static_cast<std::uint32_t>(pick(rows))};
  if (column->state(row.index) != facts::CellState::present) return {};
  const auto value = random_value(program, field, random);
  if (value.empty()) return {};
  const auto pointer = shop.facts->pointer(row, id);
  if (pick(10) == 0) return fmt::format(R"([{{"op": "remove", "path": "{}"}}])", pointer);
  return fmt::format(R"([{{"op": "replace", "path": "{}", "value": {}}}])", pointer, value);
}

// What live verdicts say, and what judging all of these facts says.
void compare(const Shop& shop, const facts::Facts& facts, const eval::Live& live) {
  const auto judged = eval::judge(shop.plan, facts, shop.settings, shop.requirements, eval::Keep::what_is_not_good);
  const auto stand = live.stand();
  for (std::size_t i = 0; i < judged.size(); ++i) {
    INFO(shop.program->requirements[judged[i].requirement].qualified());
    REQUIRE(eval::verdict_name(stand[i].verdict.verdict) == eval::verdict_name(judged[i].verdict.verdict));
    REQUIRE(stand[i].verdict.final == judged[i].verdict.final);
    if (eval::has_subjects(judged[i])) REQUIRE(stand[i].counts == judged[i].counts);
  }
}

}  // namespace

TEST_CASE("after every change, live verdicts are those of the facts as they are now") {
  Shop shop;
  eval::Live live(shop.plan, *shop.facts, shop.settings, shop.requirements);
  compare(shop, *shop.facts, live);
  std::mt19937 random(7);
  auto text = std::string(shop.sources[shop.file].text());
  std::size_t changed = 0;
  std::size_t again = 0;
  for (std::size_t done = 0; done < 150;) {
    const auto patch = random_patch(shop, random);
    if (patch.empty()) continue;
    const auto changes = facts::cell_changes(*shop.facts, patch);
    if (!changes) continue;
    INFO(patch);
    for (const auto& followed : live.follow(*changes)) {
      again += followed.judged;
      changed += followed.subjects.size();
    }
    compare(shop, *shop.facts, live);
    const auto before = shop.sources.add("facts.json", std::move(text));
    text = *facts::apply_patch(shop.sources, before, shop.sources.add("patch.json", patch), shop.sink);
    ++done;
  }
  CHECK(changed > 100);
  CHECK(again > changed);
  // And those of the text with all patches, read anew.
  Sink sink;
  const auto anew = facts::load(shop.sources, shop.sources.add("facts.json", text), *shop.program, sink);
  REQUIRE(anew);
  compare(shop, *anew, live);
}

TEST_CASE("a change of one host is judged for that host alone") {
  Shop shop;
  eval::Live live(shop.plan, *shop.facts, shop.settings, shop.requirements);
  const auto changes = facts::cell_changes(
      *shop.facts, R"([{"op": "replace", "path": "/hosts/3/accounts/0/password/min_length", "value": 3}])");
  REQUIRE(changes);
  const auto followed = live.follow(*changes);
  std::size_t alone = 0;
  for (const auto& one : followed) {
    INFO(shop.program->requirements[one.requirement].qualified());
    CHECK(one.judged <= 1);
    alone += one.judged;
  }
  CHECK(alone > 0);
}

namespace {

// Hosts whose addresses must differ (a check of the benchmark, which joins them with themselves), and what it says of
// them.
struct Addresses {
  Sources sources;
  Sink sink;
  std::optional<model::Program> program;
  eval::Plan plan;
  eval::Settings settings;
  std::vector<model::RequirementId> requirement;
  std::optional<facts::Facts> facts;
  std::unique_ptr<eval::Live> live;

  explicit Addresses(const std::vector<std::string>& addresses) {
    program = model::load_program({root + "/tests/bench/checks"}, root + "/stdlib", sources, sink);
    REQUIRE(program);
    plan = eval::make_plan(*program);
    std::string hosts;
    for (const auto& address : addresses) {
      hosts += fmt::format(R"({}{{"id": "h{}", "ip": "{}"}})", hosts.empty() ? "" : ", ", hosts.size(), address);
    }
    facts = facts::load(sources, sources.add("facts.json", "{\"hosts\": [" + hosts + "]}"), *program, sink);
    REQUIRE(facts);
    REQUIRE(eval::read_level("1", *program, settings, sink));
    settings.as_of = *Date::parse("2026-11-21");
    settings.overridden.resize(program->parameters.size());
    requirement = program->find_requirement("c08.own-address");
    REQUIRE(requirement.size() == 1);
    live = std::make_unique<eval::Live>(plan, *facts, settings, requirement);
  }

  auto change(const std::string& patch) -> eval::Followed {
    const auto changes = facts::cell_changes(*facts, "[" + patch + "]");
    REQUIRE(changes);
    const auto followed = live->follow(*changes);
    REQUIRE(followed.size() == 1);
    const auto anew = eval::judge(plan, *facts, settings, requirement, eval::Keep::what_is_not_good);
    CHECK(live->stand().front().counts == anew.front().counts);
    return followed.front();
  }
  auto move(int host, const std::string& address) -> eval::Followed {
    return change(fmt::format(R"({{"op": "replace", "path": "/hosts/{}/ip", "value": "{}"}})", host, address));
  }
};

}  // namespace

TEST_CASE("a change of what a join reads is judged for the subjects that it pairs") {
  Addresses hosts({"10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6", "10.0.0.7", "10.0.0.8"});
  const auto meets_another = hosts.move(2, "10.0.0.5");
  CHECK(meets_another.judged == 2);
  CHECK(meets_another.subjects.size() == 2);
  CHECK(meets_another.after.verdict == eval::Verdict::partial);
  const auto meets_two = hosts.move(7, "10.0.0.5");
  CHECK(meets_two.judged == 3);
  CHECK(meets_two.subjects.size() == 1);  // the others shared theirs before
  const auto leaves = hosts.move(4, "10.0.0.99");
  CHECK(leaves.judged == 3);
  CHECK(leaves.subjects.size() == 1);
  // An address that is not known may be anybody's.
  const auto unknown = hosts.change(R"({"op": "remove", "path": "/hosts/0/ip"})");
  CHECK(unknown.judged == 8);
  const auto known_again = hosts.change(R"({"op": "add", "path": "/hosts/0/ip", "value": "10.0.0.1"})");
  CHECK(known_again.judged == 8);
  CHECK(hosts.move(2, "10.0.0.3").judged == 2);
}

TEST_CASE("a fail that another may answer for is left open after a change, too") {
  Sources sources;
  Sink sink;
  model::PolicySet set;
  set.files.push_back(syntax::parse(sources, sources.add("live.policy", R"(
module live
scheme live
  title "Live"
  levels 1..4
  facts Network
source law
  title "Law"
  in force from 2020-01-01
record Network
  hosts : list of Host
  cloud : Cloud
record Host
  key id : text
  guarded : truth
record Cloud
  key id : text
  provides : list of text
  level : number
  report_from : date
  report_until : date
requirement guarded
  title "Hosts are guarded"
  cites law 1
  level 1..4
  may be provided by network.cloud
  for each host in network.hosts
  require "guarded": host.guarded
)"),
                                    sink));
  const auto program = model::compile(set, sources, sink);
  REQUIRE(program);
  const auto plan = eval::make_plan(*program);
  auto facts =
      facts::load(sources, sources.add("facts.json", R"({"hosts": [{"id": "a", "guarded": true}]})"), *program, sink);
  REQUIRE(facts);
  eval::Settings settings;
  REQUIRE(eval::read_level("3", *program, settings, sink));
  settings.as_of = *Date::parse("2026-11-21");
  settings.overridden.resize(program->parameters.size());
  const std::vector requirements{model::RequirementId{0}};
  eval::Live live(plan, *facts, settings, requirements);
  CHECK(live.stand().front().verdict.verdict == eval::Verdict::pass);
  const auto changes =
      facts::cell_changes(*facts, R"([{"op": "replace", "path": "/hosts/0/guarded", "value": false}])");
  REQUIRE(changes);
  const auto followed = live.follow(*changes);
  REQUIRE(followed.size() == 1);
  CHECK(followed.front().after.verdict == eval::Verdict::undecided);
}

TEST_CASE("what is more than a change of single facts is not taken for one") {
  Shop shop;
  const auto is_one = [&](const char* patch) { return facts::cell_changes(*shop.facts, patch).has_value(); };
  CHECK(is_one(R"([{"op": "remove", "path": "/hosts/3/accounts/0/password/min_length"}])"));
  CHECK_FALSE(is_one(R"([{"op": "remove", "path": "/hosts/3"}])"));
  CHECK_FALSE(is_one(R"([{"op": "add", "path": "/hosts/-", "value": {}}])"));
  CHECK_FALSE(is_one(R"([{"op": "replace", "path": "/hosts/3/id", "value": "other"}])"));
  CHECK_FALSE(is_one(R"([{"op": "replace", "path": "/hosts/3/accounts/0/password/min_length", "value": "3"}])"));
  CHECK_FALSE(is_one(R"([{"op": "replace", "path": "/hosts/3/accounts/0/password/min_length", "value": 3.5}])"));
  CHECK_FALSE(is_one(R"([{"op": "replace", "path": "/nowhere", "value": 3}])"));
  CHECK_FALSE(is_one(R"([{"op": "move", "from": "/hosts/3", "path": "/hosts/4"}])"));
  CHECK_FALSE(is_one(R"({"op": "remove"})"));
  CHECK_FALSE(is_one("no JSON"));
}
