#include "report/roll_up_json.h"

#include <catch2/catch.hpp>
#include <random>

namespace dengbao::report {
namespace {

using assess::RollUp;
using Random = std::mt19937;

auto pick(Random& random, std::uint64_t below) -> std::uint64_t { return random() % below; }

auto some_tally(Random& random) -> assess::Tally {
  assess::Tally tally;
  for (auto left = pick(random, 4); left > 0; --left) {
    tally.add(static_cast<eval::Verdict>(pick(random, assess::Tally::size)), pick(random, 100));
  }
  return tally;
}

auto some_number(Random& random) -> Number {
  const Number whole(static_cast<std::int64_t>(pick(random, 100000)) - 50000);
  return whole.divided_by(Number(static_cast<std::int64_t>(pick(random, 9)) + 1)).value();
}

// The worst networks as a run would have found them.
auto in_order(RollUp roll_up) -> RollUp {
  auto empty = roll_up;
  empty.networks = empty.clauses = {};
  empty.not_read = 0;
  empty.unreadable.clear();
  empty.worst.clear();
  for (auto* rules : {&empty.requirements, &empty.duties}) {
    for (auto& rule : *rules) rule = {rule.name, {}, {}};
  }
  for (auto& outcome : empty.outcomes) outcome = {outcome.name, {}, {}, {}, 0};
  CHECK_FALSE(assess::merge(empty, roll_up));
  return empty;
}

// Of some networks; those of one `part` have names of their own.
auto some_roll_up(Random& random, int part) -> RollUp {
  RollUp roll_up;
  roll_up.terms = {"mlps", "S3A3G3", "2026-11-21", "abc", R"([{"name":"a","value":1}])", {"identity.*"}};
  roll_up.networks = some_tally(random);
  roll_up.clauses = some_tally(random);
  for (const auto* name : {"a", "b"}) roll_up.requirements.push_back({name, some_tally(random), some_tally(random)});
  roll_up.duties.push_back({"filing \"in time\"", some_tally(random), some_tally(random)});
  roll_up.outcomes.push_back({"conclusion", {{"poor", pick(random, 3)}, {"\"良\"\n", 1}}, {}, {}, pick(random, 9)});
  roll_up.outcomes.push_back({"score", {}, some_number(random), some_number(random), 1});
  for (auto left = pick(random, RollUp::named + 1); left > 0; --left) {
    roll_up.worst.push_back(
        {{"f", left, std::to_string(part)}, eval::Verdict::fail, pick(random, 3), 1, pick(random, 3)});
  }
  for (auto left = pick(random, RollUp::named + 1); left > 0; --left) {
    assess::add_unreadable(roll_up, {std::to_string(part), pick(random, 1000), {}});
  }
  return in_order(std::move(roll_up));
}

auto read(const std::string& json) -> RollUp { return std::get<RollUp>(read_roll_up(json)); }
auto refused(const std::string& json) -> std::string { return std::get<Localised>(read_roll_up(json)).en; }

}  // namespace

TEST_CASE("a roll-up is read as it was written") {
  Random random(3);
  for (int round = 0; round < 200; ++round) {
    const auto json = roll_up_json(some_roll_up(random, round));
    CHECK(roll_up_json(read(json)) == json);
    CHECK(json.find('\n') == json.size() - 1);
  }
}

TEST_CASE("merged in any order and any grouping, roll-ups are the same bytes") {
  Random random(4);
  for (int round = 0; round < 100; ++round) {
    std::vector<RollUp> parts;
    for (int part = 0; part < 6; ++part) parts.push_back(some_roll_up(random, part));
    auto whole = parts.front();
    for (std::size_t part = 1; part < parts.size(); ++part) CHECK_FALSE(assess::merge(whole, parts[part]));
    const auto json = roll_up_json(whole);
    for (int order = 0; order < 5; ++order) {
      auto left = parts;
      while (left.size() > 1) {
        std::shuffle(left.begin(), left.end(), random);
        auto last = read(roll_up_json(left.back()));
        left.pop_back();
        CHECK_FALSE(assess::merge(last, left.back()));
        left.back() = std::move(last);
      }
      CHECK(roll_up_json(left.front()) == json);
    }
  }
}

TEST_CASE("what was made by other means is not counted together") {
  Random random(5);
  const auto one = some_roll_up(random, 0);
  const auto reason = [&](auto change) {
    auto other = one;
    change(other);
    auto mine = one;
    const auto words = assess::merge(mine, other);
    CHECK(roll_up_json(mine) == roll_up_json(one));
    return words ? words->en.str() : std::string();
  };
  CHECK(reason([](RollUp& other) { other.terms.policies = "abd"; }).starts_with("it was made by other policies"));
  CHECK(reason([](RollUp& other) { other.terms.level = "S2A3G3"; }) == "its level is S2A3G3, not S3A3G3");
  CHECK(reason([](RollUp& other) { other.terms.as_of = "2026-11-22"; }) ==
        "its date of assessment is 2026-11-22, not 2026-11-21");
  CHECK(reason([](RollUp& other) { other.terms.scheme = "demo"; }) == "its scheme is demo, not mlps");
  CHECK(reason([](RollUp& other) { other.terms.parameters = ""; }) == "other parameters were set for it");
  CHECK(reason([](RollUp& other) { other.terms.only = {}; }) == "other requirements were selected for it");
  CHECK(reason([](RollUp& other) { other.requirements.pop_back(); }).starts_with("it counts other requirements"));
}

TEST_CASE("what is no roll-up is refused with the reason") {
  Random random(6);
  const auto json = roll_up_json(some_roll_up(random, 0));
  const auto changed = [&](const std::string& from, const std::string& to) {
    auto text = json;
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return refused(text.replace(at, from.size(), to));
  };
  CHECK(refused("") == "it is no JSON object whose `schema` is dengbao.roll-up/1");
  CHECK(refused("[1]") == "it is no JSON object whose `schema` is dengbao.roll-up/1");
  CHECK(refused("{}") == "it is no JSON object whose `schema` is dengbao.roll-up/1");
  CHECK(changed("roll-up/1", "roll-up/2") == "it is no JSON object whose `schema` is dengbao.roll-up/1");
  CHECK(changed(R"("networks":)", R"("networks":1)") == "its `networks` is not as it was written");
  CHECK(changed(R"("verdicts":{)", R"("verdicts":{"passed":1,)").starts_with("its `verdicts`"));
  CHECK(changed(R"("verdicts":{)", R"("verdicts":{"pass":-1,)").starts_with("its `verdicts`"));
  CHECK(changed(R"("verdicts":{)", R"("verdicts":{"pass":18446744073709551615,)").starts_with("its `verdicts`"));
  CHECK(changed(R"("duties":[)", R"("duties":[{})").starts_with("its `duties`") == false);  // no JSON any more
  CHECK(changed(R"("duties":[)", R"("duties":[{},)").starts_with("its `name`"));
  CHECK(changed(R"("level":"S3A3G3")", R"("level":3)").starts_with("its `level`"));
  CHECK(refused(json.substr(0, json.size() / 2)) == "it is no JSON object whose `schema` is dengbao.roll-up/1");
}

}  // namespace dengbao::report
