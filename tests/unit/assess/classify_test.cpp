#include "assess/classify/classify.h"

#include "small_world.h"

using namespace dengbao;
using assess_tests::SmallWorld;

namespace {

constexpr auto classify_policy = R"(module town.classification
scheme demo levels 1..3 facts Site
source book title "Book" in force from 2020-01-01
source plan title "Plan" draft
enumeration Harm label "harm"
  one of little "little", much "much", very-much "very much"
record Site
  harm : Harm label "harm" ask "How much harm?"
  loud : truth label "loud"
  far : truth label "far"
table level-of(harm: Harm) gives number
  cites book 1
  harm      | gives
  little    | 1
  much      | 2
  very-much | 3
outcome by-harm gives number
  title "By harm"
  means level-of(site.harm)
outcome by-noise gives number
  title "By noise"
  cites book 2
  means when site.loud and site.far then 3 otherwise 1
outcome whole gives number
  title "Whole"
  cites book 3
  means highest of (by-harm, by-noise)
outcome planned gives number
  title "Planned"
  cites plan 1
  means when site.loud then 2 otherwise 1
outcome remark gives one of quiet "quiet", noisy "noisy"
  title "Remark"
  cites book 4
  means when site.loud then noisy otherwise quiet
requirement told
  title "The level is told"
  cites book 5
  level 2..3
  require "loud": site.loud
)";

}  // namespace

TEST_CASE("a part of a module's name is a whole word of it") {
  CHECK(assess::is_about("mlps.filing.papers", "filing"));
  CHECK(assess::is_about("filing", "filing"));
  CHECK(assess::is_about("a.filing", "filing"));
  CHECK_FALSE(assess::is_about("mlps.profiling", "filing"));
  CHECK_FALSE(assess::is_about("mlps.filings.papers", "filing"));
  CHECK_FALSE(assess::is_about("", "filing"));
}

TEST_CASE("numbers are levels, those that another reads are its sides, drafts say so; the highest is advised") {
  const SmallWorld world(classify_policy, R"({"harm": "much", "loud": false, "far": true})");
  const auto found = assess::classify(*world.program, *world.facts, world.settings);
  REQUIRE(found.levels.size() == 4);
  CHECK((found.levels[0].side && found.levels[1].side));
  CHECK_FALSE((found.levels[2].side || found.levels[3].side));
  CHECK(found.levels[2].sides.size() == 2);
  CHECK(found.levels[3].draft);
  CHECK_FALSE(found.levels[2].draft);
  CHECK(found.remarks.size() == 1);
  CHECK(found.advised == 2U);
}

TEST_CASE("what would move the level: the fewest changes, those that raise it first") {
  const SmallWorld world(classify_policy, R"({"harm": "much", "loud": false, "far": false})");
  const auto found = assess::classify(*world.program, *world.facts, world.settings);
  REQUIRE(found.moves.size() >= 3);
  CHECK(found.all_moves);
  CHECK(found.moves.front().raises);
  CHECK_FALSE(found.moves.back().raises);
  bool together = false;
  for (const auto& move : found.moves) together = together || move.changes.size() == 2;
  CHECK(together);  // loud and far: neither does it alone
}

TEST_CASE("what is not known leaves the level open, and is named") {
  const SmallWorld world(classify_policy, R"({"loud": false, "far": false})");
  const auto found = assess::classify(*world.program, *world.facts, world.settings);
  CHECK_FALSE(found.advised);
  REQUIRE(found.not_known.size() == 1);
  CHECK(world.program->fields[found.not_known.begin()->field].ask.en == "How much harm?");
}

TEST_CASE("the steps are those of the level, and nothing that is about something else") {
  const SmallWorld two(classify_policy, R"({"loud": true})", "2");
  CHECK(assess::judge_steps(*two.plan, *two.facts, two.settings).results.size() == 1);
  const SmallWorld one(classify_policy, R"({"loud": true})", "1");
  CHECK(assess::judge_steps(*one.plan, *one.facts, one.settings).results.empty());
}
