#include "assess/filing/filing.h"

#include "small_world.h"

using namespace dengbao;
using assess::PaperState;
using assess_tests::SmallWorld;

namespace {

// The names say nothing to the engine but the part `filing` of the module's.
constexpr auto filing_policy = R"(module town.filing.things
scheme demo levels 1..2 facts Site
source book title "Book" in force from 2020-01-01
record Site
  name : text label "name"
  has_map : truth label "a map is there"
  map_of : date label "date of the map"
  walls : truth label "there are walls"
  sealed : truth label "sealed"
  gates : list of Gate label "gates"
  begun : date label "begin"
  told : date label "told"
record Gate label "gate"
  key id : text
  drawn : truth label "drawn"
requirement map
  title "Map"
  cites book 1
  level 1..2
  require "drawn": site.has_map
  unless "no walls": not site.walls
  require "of this year": site.map_of >= 2026-01-01
  require "sealed": site.sealed
requirement wall-letter
  title "Letter about walls"
  cites book 2
  level 2
  applies when site.walls
  require "written": site.sealed
requirement gate-sheets
  title "Sheet of every gate"
  cites book 3
  level 2
  for each gate in site.gates
  when none fail "no gates"
  require "drawn": gate.drawn
duty told
  title "Told in time"
  cites book 4
  level 1..2
  due 30 days after site.begun
  done on site.told
)";

auto states_of_papers(const std::string& json, const std::string& level = "1") -> std::vector<PaperState> {
  const SmallWorld world(filing_policy, json, level);
  const auto assessment = assess::judge_filing(*world.plan, *world.facts, world.settings);
  std::vector<PaperState> all;
  for (const auto& judgement : assessment.results) {
    if (judgement.subjects.empty()) all.push_back(assess::paper_state(judgement));
    for (const auto& subject : judgement.subjects) all.push_back(assess::paper_state(subject));
  }
  return all;
}

auto state_of_map(const std::string& json) -> PaperState { return states_of_papers(json).at(0); }

}  // namespace

TEST_CASE("the first part says whether a paper is there, the others whether it is up to date") {
  CHECK(state_of_map(R"({"walls": true, "has_map": true, "map_of": "2026-02-01", "sealed": true})") ==
        PaperState::ready);
  CHECK(state_of_map(R"({"walls": true, "has_map": false, "map_of": "2026-02-01", "sealed": true})") ==
        PaperState::missing);
  CHECK(state_of_map(R"({"walls": true, "has_map": true, "map_of": "2025-02-01", "sealed": true})") ==
        PaperState::outdated);
  CHECK(state_of_map(R"({"walls": true, "has_map": true, "map_of": "2026-02-01"})") == PaperState::open);
  CHECK(state_of_map(R"({"walls": true, "map_of": "2026-02-01", "sealed": true})") == PaperState::open);
  // One that is out of date for one reason is so whatever the others are.
  CHECK(state_of_map(R"({"walls": true, "has_map": true, "map_of": "2025-02-01"})") == PaperState::outdated);
}

TEST_CASE("what excuses that a paper is not there says that it is not needed") {
  CHECK(state_of_map(R"({"walls": false, "has_map": false, "map_of": "2025-02-01", "sealed": true})") ==
        PaperState::not_needed);
}

TEST_CASE("papers of single things, and papers that do not apply") {
  const std::string map = R"("has_map": true, "map_of": "2026-02-01", "sealed": true)";
  CHECK(states_of_papers(
            "{" + map + R"(, "walls": true, "gates": [{"id": "N", "drawn": true}, {"id": "S", "drawn": false}]})",
            "2") == std::vector{PaperState::ready, PaperState::ready, PaperState::ready, PaperState::missing});
  CHECK(states_of_papers("{" + map + R"(, "walls": false, "gates": []})", "2") ==
        std::vector{PaperState::ready, PaperState::not_needed, PaperState::missing});
  CHECK(states_of_papers("{" + map + R"(, "walls": true})", "2").back() == PaperState::open);
}

TEST_CASE("of a paper that is missing only that is said, of one that is not known what is not known") {
  const SmallWorld world(filing_policy,
                         R"({"walls": true, "has_map": false, "map_of": "2025-02-01", "sealed": false})");
  auto assessment = assess::judge_filing(*world.plan, *world.facts, world.settings);
  CHECK(assess::parts_behind(assessment.results.at(0).subjects.at(0)) == std::vector<std::uint32_t>{0});
  const SmallWorld open(filing_policy, R"({"walls": true, "has_map": true, "map_of": "2026-02-01"})");
  assessment = assess::judge_filing(*open.plan, *open.facts, open.settings);
  CHECK(assess::parts_behind(assessment.results.at(0).subjects.at(0)) == std::vector<std::uint32_t>{2});
}

TEST_CASE("only modules with the part belong to a filing, duties beside the papers") {
  const SmallWorld world(filing_policy, R"({"begun": "2026-10-01"})");
  CHECK(assess::has_papers(*world.program));
  const auto assessment = assess::judge_filing(*world.plan, *world.facts, world.settings);
  CHECK(assessment.results.size() == 1);  // at level 1
  REQUIRE(assessment.duties.size() == 1);
  CHECK(assessment.duties.front().subjects.at(0).timing->due == Date::parse("2026-10-31"));
  auto elsewhere = std::string(filing_policy);
  elsewhere.replace(0, elsewhere.find('\n'), "module town.profiling.things");
  CHECK_FALSE(assess::has_papers(*SmallWorld(elsewhere, "{}").program));
}
