#include <catch2/catch.hpp>

#include "assess/survey/answer_value.h"
#include "assess/survey/facts_layout.h"
#include "assess/survey/groups.h"
#include "assess/survey/inquiry.h"
#include "assess/survey/merge_answers.h"
#include "assess/survey/spoken_forms.h"
#include "facts/load.h"
#include "model/compile.h"
#include "syntax/parse.h"

using namespace dengbao;
using namespace dengbao::assess;

namespace {

constexpr auto policies = R"(
scheme demo
  levels 1..1
  facts Site

source book
  title "Book"
  in force from 2020-01-01

record Site
  rooms : list of Room
  visits : list of Visit
  guard : Guard
  kinds : list of one of hot, cold "cold" zh "冷"
  opened : date
  keep : duration
  ports : list of number

record Room
  key name : text
  door : Door
  faces : ref Room
  size : number

record Door
  locked : truth
  lock : text
  alarm : one of none, bell

record Visit
  on : date

record Guard
  awake : truth

requirement door.locked
  title "Doors are locked"
  cites book 1
  level 1
  for each room in site.rooms
  require "locked": room.door.locked

requirement guard.awake
  title "The guard is awake"
  cites book 2
  level 1
  require "awake": site.guard.awake or site.opened before as_of

requirement room.large
  title "Rooms are large"
  cites book 3
  level 1
  for each room in site.rooms
  require "large": room.size >= 8
)";

struct World {
  Sources sources;
  Sink sink;
  std::optional<model::Program> program;
  std::optional<eval::Plan> plan;
  eval::Settings settings;

  World() {
    model::PolicySet set;
    set.files.push_back(syntax::parse(sources, sources.add("test.policy", policies), sink));
    program = model::compile(set, sources, sink);
    for (const auto& message : sink.sorted()) UNSCOPED_INFO(message.text.en);
    REQUIRE(program);
    plan = eval::make_plan(*program, eval::lower(*program));
    settings.as_of = *Date::parse("2026-11-21");
    settings.overridden.resize(program->parameters.size());
  }

  auto field(std::string_view record, std::string_view name) const -> model::FieldId {
    for (std::uint32_t i = 0; i < program->records.size(); ++i) {
      if (program->records[RecordId{i}].name == record) return *program->find_field(RecordId{i}, name);
    }
    throw std::runtime_error("no record");
  }
  auto read(std::string_view record, std::string_view name, const FactsJson& given) const -> std::string {
    const auto reading = read_answer(*program, field(record, name), given);
    if (const auto* wrong = std::get_if<AnswerFault>(&reading)) return "fault: " + wrong->what.en;
    return std::get<FactsJson>(reading).dump();
  }
  auto asked(const std::string& facts) const -> std::vector<std::string> {
    std::vector<std::string> names;
    for (const auto& question : inquire(*plan, facts, settings, {}, Search::all).questions)
      names.push_back(question.name);
    return names;
  }
  auto merge(const std::string& facts, std::vector<Answer> answers) -> Merged {
    sink = {};
    const auto merged =
        merge_answers(*program, sources, sources.add("facts", facts), std::move(answers), {"Li", "talk", {}}, sink);
    Sink reading;
    CHECK(facts::load(sources, sources.add("merged", merged.text), *program, reading));
    for (const auto& message : reading.sorted()) UNSCOPED_INFO(message.text.en);
    return merged;
  }
};

auto answer(std::string name, FactsJson value, AnswerKind kind = AnswerKind::value) -> Answer {
  return {std::move(name), kind, std::move(value), {}, {}, {}};
}

}  // namespace

TEST_CASE("answers are taken in the forms that people use") {
  const World world;
  CHECK(world.read("Door", "locked", "是") == "true");
  CHECK(world.read("Door", "locked", "No") == "false");
  CHECK(world.read("Door", "locked", "perhaps") == "fault: `perhaps` is not yes or no");
  CHECK(world.read("Site", "opened", "2026/3/1") == "\"2026-03-01\"");
  CHECK(world.read("Site", "opened", "2026年3月1日") == "\"2026-03-01\"");
  CHECK(world.read("Site", "opened", "2026-02-30").starts_with("fault"));
  CHECK(world.read("Site", "opened", "1/3/2026").starts_with("fault"));  // which of the two is the month?
  CHECK(world.read("Site", "keep", "1 year 6 months") == "\"P1Y6M\"");
  CHECK(world.read("Site", "keep", "15分钟") == "\"PT15M\"");
  CHECK(world.read("Site", "keep", "90天") == "\"P90D\"");
  CHECK(world.read("Site", "keep", "15").starts_with("fault"));
  CHECK(world.read("Site", "kinds", "冷; HOT") == R"(["cold","hot"])");
  CHECK(world.read("Site", "kinds", "none") == "[]");
  CHECK(world.read("Site", "kinds", "colt").starts_with("fault"));
  CHECK(world.read("Site", "ports", "22, 443") == "[22,443]");
  CHECK(world.read("Site", "ports", "22, 0x1").starts_with("fault"));
  CHECK(world.read("Door", "lock", " \"none\" ") == "\"none\"");
  CHECK(world.read("Site", "rooms", "a, b；c d") == R"([{"name":"a, b"},{"name":"c d"}])");
  CHECK(world.read("Site", "rooms", "a; a") == "fault: `a` is named twice");
  CHECK(world.read("Site", "rooms", FactsJson::array({{{"name", "a"}, {"sise", 1}}})) ==
        "fault: `Room` has no field `sise`");
  // A choice may be called as what else means that there is no such thing.
  CHECK(is_choice(*world.program, world.program->fields[world.field("Door", "alarm")].type, " None "));
  CHECK_FALSE(is_choice(*world.program, world.program->fields[world.field("Site", "kinds")].type, "none"));
  CHECK_FALSE(is_choice(*world.program, world.program->fields[world.field("Door", "lock")].type, "none"));
  CHECK(world.read("Site", "visits", "2") == "[{},{}]");
  CHECK(world.read("Site", "visits", 2u) == "[{},{}]");
  CHECK(world.read("Site", "visits", "-1").starts_with("fault"));
  CHECK(world.read("Site", "visits", "99999").starts_with("fault"));
}

TEST_CASE("what decides most is asked first, and what became irrelevant no more") {
  const World world;
  CHECK(world.asked("{}") == std::vector<std::string>{"/rooms", "/guard/awake", "/opened"});
  CHECK(world.asked(R"({"rooms": [], "opened": "2020-01-01"})").empty());
  CHECK(world.asked(R"({"rooms": [{"name": "a"}], "guard": {"awake": true}})") ==
        std::vector<std::string>{"/rooms/name=a/door/locked", "/rooms/name=a/size"});
  CHECK(world.asked(R"({"rooms": [{"name": "a", "door": {"locked": true}, "size": 3}], "guard": {"awake": true}})")
            .empty());
  // What was asked before comes last, and the part that is noted as missing is asked for itself.
  CHECK(world.asked(R"({"rooms": [], "missing": [{"facts": "/guard", "because": "not-looked"}]})") ==
        std::vector<std::string>{"/opened", "/guard"});
}

TEST_CASE("answers become facts, and never overwrite them") {
  World world;
  auto merged =
      world.merge("{}", {answer("/rooms/name=a~1b/door/locked", true), answer("/rooms", "a/b", AnswerKind::part)});
  const std::string expected = merged.text;
  const auto json = FactsJson::parse(expected);
  CHECK(json["rooms"].dump() == R"([{"name":"a/b","door":{"locked":true}}])");
  CHECK(json["lists"].dump() == R"([{"facts":"/rooms","are":"incomplete"}])");
  CHECK(json["evidence"][0]["by"] == "Li");
  merged =
      world.merge(expected, {answer("/rooms/name=a~1b/door/locked", true), answer("/rooms", "a/b", AnswerKind::part)});
  CHECK(merged.text == expected);
  CHECK(merged.same == 2);
  merged = world.merge(expected, {answer("/rooms/name=a~1b/door/locked", false)});
  CHECK(merged.text == expected);
  CHECK(merged.conflicts == 1);
  merged = world.merge(expected, {answer("/rooms", "c", AnswerKind::rest)});
  CHECK(FactsJson::parse(merged.text)["rooms"].size() == 2);
  CHECK(FactsJson::parse(merged.text)["lists"].empty());
  merged = world.merge(merged.text, {answer("/rooms/name=d/size", 1)});
  CHECK(merged.conflicts == 1);  // the list is complete now
}

TEST_CASE("what is not known, does not exist, or was thought not to") {
  World world;
  auto merged =
      world.merge("{}", {answer("/opened", {}, AnswerKind::unknown), answer("/keep", {}, AnswerKind::no_such)});
  CHECK(FactsJson::parse(merged.text)["missing"].size() == 2);
  CHECK(world.merge(merged.text, {answer("/opened", {}, AnswerKind::unknown), answer("/keep", {}, AnswerKind::no_such)})
            .text == merged.text);
  CHECK(world.merge(merged.text, {answer("/keep", "P1D")}).conflicts == 1);
  merged = world.merge(merged.text, {answer("/opened", "2020-01-01")});
  CHECK(FactsJson::parse(merged.text)["missing"].size() == 1);
  CHECK(world.merge(R"({"keep": "P12M"})", {answer("/keep", "1 year")}).same == 1);
  CHECK(world.merge(R"({"keep": "P12M"})", {answer("/keep", "365 days")}).conflicts ==
        1);  // not the same on a calendar
  CHECK(world.merge(R"({"ports": [22, 80]})", {answer("/ports", "80, 22")}).same == 1);
  CHECK(world.merge(R"({"ports": [22, 80]})", {answer("/ports", "80")}).conflicts == 1);
  CHECK(world.merge(R"({"ports": [22]})", {answer("/ports", {}, AnswerKind::no_such)}).conflicts == 1);
}

TEST_CASE("what an answer refers to has to be there") {
  World world;
  CHECK(world.merge(R"({"rooms": [{"name": "a"}]})", {answer("/rooms/name=a/faces", "b")}).faults == 1);
  CHECK(
      world.merge(R"({"rooms": [{"name": "a"}, {"name": "b"}]})", {answer("/rooms/name=a/faces", "b")}).added.size() ==
      1);
  CHECK(world.merge("{}", {answer("/rooms/0/size", 1)}).faults == 1);
  CHECK(world.merge("{}", {answer("/nothing", 1)}).faults == 1);
  CHECK(world.merge("{}", {answer("rooms", 1)}).faults == 1);
  CHECK(world.merge("{}", {answer("/rooms/size=3/size", 1)}).faults == 1);
}

TEST_CASE("what is asked of many things is one question") {
  const World world;
  const auto inquiry = inquire(*world.plan, R"({"rooms": [{"name": "a"}, {"name": "b"}, {"name": "c", "size": 9}]})",
                               world.settings, {}, Search::all);
  const auto groups = group_questions(inquiry.questions);
  REQUIRE(groups.size() == 4);
  // By what they decide together.
  CHECK(groups[0].name == "/rooms/*/door/locked");
  CHECK(groups[0].members.size() == 3);
  CHECK(groups[1].name == "/rooms/*/size");
  CHECK(groups[1].members.size() == 2);
  CHECK(groups[2].is_single());
  const auto named = [&](std::vector<std::string> words) {
    const auto found = named_members(*world.program, inquiry, groups[0], words);
    const auto* members = std::get_if<std::vector<std::size_t>>(&found);
    return members == nullptr ? std::get<std::string>(found) : std::to_string(members->size());
  };
  CHECK(named({"a", "2-3"}) == "3");
  CHECK(named({"c"}) == "1");
  CHECK(named({"a", "4"}) == "4");  // there is no fourth
  CHECK(named({"d"}) == "d");
  CHECK(named({"0"}) == "0");
  CHECK(named({"3-2"}) == "3-2");
  CHECK(split_group(*world.program, inquiry, groups[0]).size() == 3);
}

TEST_CASE("names of groups") {
  CHECK(group_name_of("/rooms/name=a~1b/door/locked") == "/rooms/*/door/locked");
  CHECK(group_name_of("/visits/0/on") == "/visits/*/on");
  CHECK(group_name_of("/guard/awake") == "/guard/awake");
  CHECK(is_group_name("/rooms/*/size"));
  CHECK_FALSE(is_group_name("/rooms/name=*x/size"));
  CHECK(thing_name("/rooms/name=a~1b/door/locked") == "/rooms/name=a~1b");
  CHECK(thing_name("/guard/awake").empty());
  CHECK(behind_things("/rooms/*/door/locked") == "/door/locked");
  CHECK(short_name("/hosts/id=db-1/accounts/name=a~1b") == "db-1/a/b");
  CHECK(short_name("/visits/0") == "1");
}

TEST_CASE("one answer for many things") {
  World world;
  const std::string three = R"({"rooms": [{"name": "a"}, {"name": "b", "size": 9}, {"name": "c"}]})";
  auto all = answer("/rooms/*/size", 7);
  all.others = true;
  auto merged = world.merge(three, {all});
  CHECK(merged.added.size() == 2);
  CHECK(merged.conflicts == 1);  // of `b` alone
  merged = world.merge(three, {all, answer("/rooms/name=b/size", 9), answer("/rooms/name=c/size", 8)});
  CHECK(merged.conflicts == 0);
  CHECK(merged.same == 1);
  auto json = FactsJson::parse(merged.text);
  CHECK(json["rooms"][0]["size"] == 7);
  CHECK(json["rooms"][2]["size"] == 8);
  CHECK(json["evidence"][0]["source"] == "talk, answered at once for 1 of 3 rooms");
  CHECK(json["evidence"][1]["source"] == "talk");
  auto some = answer("/rooms/*/door/locked", true);
  some.only = {"a", "/rooms/name=b"};
  merged = world.merge(three, {some});
  CHECK(merged.added == std::vector<std::string>{"/rooms/0/door/locked", "/rooms/1/door/locked"});
  some.only = {"a", "d"};
  CHECK(world.merge(three, {some}).faults == 1);
  some.only = {"/halls/name=a"};
  CHECK(world.merge(three, {some}).faults == 1);
  CHECK(world.merge(three, {answer("/rooms/*/colour", 1)}).faults == 1);
  CHECK(world.merge(three, {answer("/rooms/*/size", "wide")}).faults == 1);  // told once, not of each
  // For all that the same answers list.
  merged = world.merge("{}", {all, answer("/rooms", "x; y")});
  CHECK(FactsJson::parse(merged.text)["rooms"][1]["size"] == 7);
}

TEST_CASE("a file keeps its lines; what the program laid out is laid out again") {
  World world;
  const std::string by_hand = "{\n\t\"ports\" : [ 1.10,\n 2e1 ]\n}";
  const auto merged = world.merge(by_hand, {answer("/keep", "90 days")});
  CHECK(merged.text.starts_with("{\n\t\"ports\" : [ 1.10,\n 2e1 ]"));
  CHECK(laid_out(R"({"a":[1.10,"x, [y]: \"z"],"b":{}})") == "{\n  \"a\": [1.10, \"x, [y]: \\\"z\"],\n  \"b\": {}\n}\n");
  const auto once = world.merge("{}", {answer("/keep", "90 days")}).text;
  CHECK(laid_out(once) == once);
}
