#include "assess/plan/remediation.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "assess/plan/waves.h"
#include "assess/repair.h"
#include "explain/proof.h"
#include "facts/load.h"
#include "model/compile.h"
#include "syntax/parse.h"

using namespace dengbao;
using assess::ActionId;
using assess::Reach;

namespace {

constexpr auto plan_policy = R"(
scheme demo title "Demo" levels 1..1 facts Site catalogue book
source book title "Book" short "B" in force from 2020-01-01 catalogue "book.csv"
record Site
  a : truth label "a"
  b : truth label "b"
  n : number label "number"
  met : date label "first meeting"
  unknown : truth label "unknown"
  items : list of Item label "items"
record Item label "item"
  key id : text
  ok : truth label "sound"
requirement first
  title "First"
  cites book topic t.a
  require "a": site.a
requirement second
  title "Second"
  cites book topic t.b
  for each item in site.items
  require "sound": item.ok
requirement third
  title "Third"
  cites book topic t.c
  require "b": site.b
requirement keep
  title "No a without b"
  cites book topic t.d
  require "b where a": not site.a or site.b
requirement long-ago
  title "They met long ago"
  cites book topic t.e
  require "met": site.met before 2020-01-01
requirement open
  title "Open"
  cites book topic t.f
  require "known": site.unknown
risk low-number
  title "The number is low"
  cites book topic t.a
  raised "low": site.n < 8
outcome score gives number
  title "Score"
  means 100 - 20 * count of (c in clauses where c.verdict is fail)
            - 10 * count of (c in clauses where c.verdict is partial)
)";
constexpr auto plan_catalogue =
    "level,clause,topic,unit,part,class,domain_en,domain_zh,control_en,control_zh,title_en,title_zh\n"
    "1,1.a,t.a,u1,general,,D,域,C,点,T,标题\n1,1.b,t.b,u2,general,,D,域,C,点,T,标题\n"
    "1,1.c,t.c,u3,general,,D,域,C,点,T,标题\n1,1.d,t.d,u4,general,,D,域,C,点,T,标题\n"
    "1,1.e,t.e,u5,general,,D,域,C,点,T,标题\n1,1.f,t.f,u6,general,,D,域,C,点,T,标题\n";

constexpr std::int64_t one = 1000;

struct PlanWorld {
  Sources sources;
  Sink sink;
  std::optional<model::Program> program;
  std::optional<eval::Plan> plan;
  std::optional<facts::Facts> facts;
  eval::Settings settings;
  assess::Assessment before;
  std::vector<assess::Measure> measures;
  std::vector<assess::Shortfall> shortfalls;

  explicit PlanWorld(const std::string& json) {
    model::PolicySet set;
    set.files.push_back(syntax::parse(sources, sources.add("test.policy", plan_policy), sink));
    for (const auto& node : set.files.front().declarations) {
      const auto* source = std::get_if<syntax::Source>(&node.declaration);
      if (source != nullptr && source->catalogue)
        set.catalogues.push_back({source->catalogue->span, sources.add("book.csv", plan_catalogue)});
    }
    program = model::compile(set, sources, sink);
    for (const auto& diagnostic : sink.sorted()) UNSCOPED_INFO(diagnostic.text.en);
    REQUIRE(program);
    plan = eval::make_plan(*program);
    REQUIRE(eval::read_level("1", *program, settings, sink));
    settings.as_of = Date::parse("2026-11-21").value();
    settings.overridden.resize(program->parameters.size());
    facts = facts::load(sources, sources.add("facts.json", json), *program, sink);
    REQUIRE(facts);
    before = assess::assess(*plan, *facts, settings, {});
    look_for_measures();
  }

  // One measure for every change that is alike, and one for people where nothing mends.
  void look_for_measures() {
    for (const auto& bad : assess::what_falls_short(*program, before)) {
      assess::Shortfall shortfall{{bad.rule, std::nullopt}, bad.verdict, {}};
      if (bad.subject != nullptr) shortfall.what.subject = bad.subject->subject;
      assess::WorkGoal::Alternative way;
      if (bad.subject != nullptr) {
        const auto proof = explain::prove(*program, *facts, settings, bad.rule, *bad.subject);
        const auto found = assess::find_repairs(*program, *facts, sources, proof, 1);
        if (!found.alternatives.empty()) {
          for (const auto& change : found.alternatives.front().changes) way.push_back(measure_for(change));
        }
      }
      if (way.empty()) {
        way.push_back(static_cast<ActionId>(measures.size()));
        measures.push_back({{}, one});
      }
      shortfall.ways = {way};
      shortfalls.push_back(shortfall);
    }
  }
  auto measure_for(const explain::Change& change) -> ActionId {
    for (ActionId id = 0; id < measures.size(); ++id) {
      auto& changes = measures[id].changes;
      if (changes.empty() || !changes.front().alike(change)) continue;
      if (std::ranges::find(changes, change) == changes.end()) changes.push_back(change);
      return id;
    }
    measures.push_back({{change}, one});
    return static_cast<ActionId>(measures.size() - 1);
  }
  // The measure that sets this field.
  auto sets(std::string_view field) const -> ActionId {
    for (ActionId id = 0; id < measures.size(); ++id) {
      if (!measures[id].changes.empty() && program->fields[measures[id].changes.front().fact.field].name == field)
        return id;
    }
    FAIL("no measure sets " << field);
    return 0;
  }
  auto score() const -> model::OutcomeId { return model::OutcomeId{0}; }
  auto make(const assess::Aim& aim) const -> assess::Remediation {
    return assess::plan_remediation({*plan, *facts, sources, settings, before, measures, shortfalls, aim, score(), 0});
  }
  // What an assessment says of the facts after these changes.
  auto assessed(const std::vector<explain::Change>& changes) const -> assess::Position {
    const auto changed = assess::ChangedFacts::make(*program, *facts, sources, changes);
    REQUIRE(changed);
    return assess::position_of(*program, assess::assess(*plan, changed->facts(), settings, {}), score());
  }
};

auto number(const std::optional<Number>& number) -> std::string { return number ? number->to_string() : "none"; }

auto aim_at(std::int64_t score) -> assess::Aim { return {false, false, model::OutcomeId{0}, Number(score)}; }

constexpr auto much_is_wrong = R"({"a": false, "b": false, "n": 3, "met": "2010-01-01", "unknown": true,
  "items": [{"id": "1", "ok": false}, {"id": "2", "ok": false}, {"id": "3", "ok": true}]})";

}  // namespace

TEST_CASE("a plan is the least work, and what it promises is what an assessment says") {
  const PlanWorld world(much_is_wrong);
  CHECK(number(assess::position_of(*world.program, world.before, world.score()).low) == "50");
  for (const auto score : {60, 70, 80, 90, 100}) {
    INFO(score);
    const auto made = world.make(aim_at(score));
    CHECK(made.reach == Reach::promised);
    const auto after = world.assessed(made.changes);
    CHECK(number(after.low) == number(made.promised.low));
    CHECK(after.falls_short == made.promised.falls_short);
    CHECK(*after.low >= Number(score));
    CHECK(made.work <= made.greedy);
    CHECK(made.greedy <= made.everything);
    CHECK(made.at_least == made.work);
    CHECK(made.minimal);
    REQUIRE_FALSE(made.waves.empty());
    CHECK(number(made.waves.back().promised.low) == number(made.promised.low));
  }
  // The clause in part is worth 10 and both items are one measure; `a` breaks what needs `b`.
  CHECK(world.make(aim_at(60)).work == one);
  CHECK(world.make(aim_at(70)).work == one);
  CHECK(world.make(aim_at(80)).work == 2 * one);
  CHECK(world.make(aim_at(100)).work == 3 * one);
}

TEST_CASE("a measure that breaks something by itself comes after the one that keeps it whole") {
  const PlanWorld world(much_is_wrong);
  const auto made = world.make(aim_at(100));
  const auto a = world.sets("a");
  const auto b = world.sets("b");
  CHECK(made.alone[a].broken.size() == 1);
  CHECK(made.after[a] == std::vector<ActionId>{b});
  std::vector<ActionId> order;
  for (const auto& wave : made.waves) order.insert(order.end(), wave.actions.begin(), wave.actions.end());
  CHECK(std::ranges::find(order, b) < std::ranges::find(order, a));
  for (const auto& wave : made.waves) CHECK(*wave.promised.low >= *made.before.low);
}

TEST_CASE("high risks first, and an aim that is reached already takes no work") {
  const PlanWorld world(much_is_wrong);
  const auto made = world.make({false, true, std::nullopt, {}});
  CHECK(made.reach == Reach::promised);
  CHECK(made.work == one);
  CHECK(made.promised.high_risks == 0);
  auto aim = aim_at(90);
  aim.no_high_risk = true;
  const auto both = world.make(aim);
  REQUIRE_FALSE(both.waves.empty());
  CHECK(both.waves.front().promised.high_risks == 0);
  CHECK(world.make(aim_at(50)).reach == Reach::already);
  CHECK(world.make(aim_at(50)).waves.empty());
}

TEST_CASE("work for people is planned where nothing else will do, and not promised") {
  const PlanWorld world(R"({"a": true, "b": true, "n": 9, "met": "2021-01-01", "unknown": true, "items": []})");
  const auto made = world.make(aim_at(100));
  CHECK(made.reach == Reach::with_people);
  CHECK(number(made.promised.low) == "80");
  CHECK(number(made.expected.low) == "100");
  CHECK(made.changes.empty());
  CHECK(made.work == one);
}

TEST_CASE("what is not known is planned for by its worse end") {
  const PlanWorld world(R"({"a": false, "b": true, "n": 9, "met": "2010-01-01", "items": []})");
  // The open clause may fail, or be met in part: a range knows no more than that both may be counted.
  CHECK(number(world.make(aim_at(70)).before.low) == "50");
  CHECK(world.make(aim_at(70)).reach == Reach::promised);
  const auto made = world.make(aim_at(100));
  CHECK(made.reach == Reach::undecided);
  CHECK(number(made.promised.low) == "70");
  CHECK(number(made.promised.high) == "100");
}

TEST_CASE("where nothing reaches the aim, the plan goes as far as can be and says what is in the way") {
  const PlanWorld world(much_is_wrong);
  auto task = assess::PlanTask{*world.plan,    world.facts.value(), world.sources, world.settings, world.before,
                               world.measures, world.shortfalls,    aim_at(100),   world.score(),  0};
  for (auto& shortfall : task.shortfalls) {
    if (world.program->requirements[shortfall.what.rule].name == "third") shortfall.ways.clear();
  }
  // `b` is still found by what one measure ends alone; without that measure nothing ends it.
  std::vector<assess::Measure> fewer = world.measures;
  fewer[world.sets("b")].changes = world.measures[world.sets("a")].changes;
  task.measures = fewer;
  const auto made = assess::plan_remediation(std::move(task));
  CHECK(made.reach == Reach::not_reached);
  REQUIRE_FALSE(made.in_the_way.empty());
  CHECK(number(made.promised.low) == "60");
}

TEST_CASE("dear measures are left to the end of need") {
  PlanWorld world(much_is_wrong);
  for (auto& measure : world.measures) measure.work = one;
  world.measures[world.sets("ok")].work = 7 * one;
  const auto made = world.make(aim_at(70));
  CHECK(made.work == one);
  CHECK(made.everything == 7 * one + static_cast<std::int64_t>(world.measures.size() - 1) * one);
}

TEST_CASE("random networks: what a plan promises is so, and no set of measures does with less") {
  std::mt19937 random(7);
  for (int round = 0; round < 40; ++round) {
    const auto flip = [&] { return random() % 2 == 0 ? "true" : "false"; };
    std::string json = std::string(R"({"a": )") + flip() + R"(, "b": )" + flip() + R"(, "n": )" +
                       std::to_string(random() % 16) + R"(, "met": "2010-01-01", "unknown": true, "items": [)";
    for (unsigned item = 0; item < 1 + random() % 3; ++item) {
      json += std::string(item > 0 ? ", " : "") + R"({"id": ")" + std::to_string(item) + R"(", "ok": )" + flip() + "}";
    }
    INFO(json);
    PlanWorld world(json + "]}");
    for (auto& measure : world.measures) measure.work = static_cast<std::int64_t>(1 + random() % 5) * one;
    const auto aim = aim_at(static_cast<std::int64_t>(60 + 10 * (random() % 5)));
    const auto made = world.make(aim);
    REQUIRE((made.reach == Reach::promised || made.reach == Reach::already));
    CHECK(*world.assessed(made.changes).low >= aim.at_least);
    for (unsigned set = 0; set < 1U << world.measures.size(); ++set) {
      std::vector<explain::Change> changes;
      std::int64_t work = 0;
      for (ActionId id = 0; id < world.measures.size(); ++id) {
        if (((set >> id) & 1U) == 0) continue;
        work += world.measures[id].work;
        changes.insert(changes.end(), world.measures[id].changes.begin(), world.measures[id].changes.end());
      }
      if (work < made.work) CHECK(*world.assessed(changes).low < aim.at_least);
    }
  }
}

TEST_CASE("waves: what is required first, then the most gain for the work, after what it comes after") {
  assess::WorkProblem problem;
  problem.actions = {{3, {}}, {1, {}}, {2, {3}}, {1, {}}, {4, {}}};
  problem.goals = {{{{{0}}}, 30, false}, {{{{1}}}, 40, false}, {{{{2}}}, 10, true}, {{{{4}}}, 1, false}};
  const std::vector<ActionId> planned{0, 1, 2, 3, 4};
  const auto waves = assess::in_waves(problem, planned, 4);
  CHECK(waves == std::vector<std::vector<ActionId>>{{3, 2}, {1, 0}, {4}});
  CHECK(assess::in_waves(problem, planned, 100) == std::vector<std::vector<ActionId>>{{3, 2}, {1, 0, 4}});
}

TEST_CASE("what breaks something is not planned while something else reaches the aim, nor for nothing") {
  PlanWorld world(R"({"a": false, "b": false, "n": 9, "met": "2010-01-01", "unknown": true, "items": []})");
  const auto a = world.sets("a");  // it breaks "keep" unless b is set too
  const auto made = world.make(aim_at(80));
  CHECK(made.reach == Reach::promised);
  CHECK(made.broken.empty());
  REQUIRE(made.waves.size() == 1);
  CHECK(made.waves.front().actions != std::vector{a});

  std::erase_if(world.shortfalls, [&](const assess::Shortfall& one) { return one.ways.front().front() != a; });
  world.measures = {world.measures[a]};
  world.shortfalls.front().ways = {{ActionId{0}}};
  CHECK(world.make(aim_at(80)).waves.empty());
}
