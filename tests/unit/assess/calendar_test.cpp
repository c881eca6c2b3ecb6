#include "assess/calendar/calendar.h"

#include "small_world.h"

using namespace dengbao;
using assess::Stage;
using assess_tests::SmallWorld;

namespace {

constexpr auto calendar_policy = R"(module town
scheme demo levels 1..1 facts Site
source book title "Book" in force from 2020-01-01
record Site
  begun : date label "begin"
  told : date label "told"
  walls : truth label "walls"
  looked : list of date label "looks"
duty told
  title "Told in time"
  cites book 1
  level 1
  applies when site.walls
  due 30 days after site.begun
  done on site.told
duty looked
  title "Looked at every year"
  cites book 2
  level 1
  every 12 months after site.begun
  done on site.looked
requirement other
  title "Something else"
  cites book 3
  level 1
  require "walls": site.walls
)";

// Of the duty `told`.
auto appointment(const std::string& json, std::size_t duty = 0) -> std::optional<assess::Appointment> {
  const SmallWorld world(calendar_policy, json);
  const auto assessment = assess::judge_duties(*world.plan, *world.facts, world.settings);
  REQUIRE(assessment.duties.size() == 2);
  CHECK(assessment.results.empty());
  const auto& subjects = assessment.duties.at(duty).subjects;
  return subjects.empty() ? std::nullopt : assess::appointment_of(subjects.front());
}

void check(const std::optional<assess::Appointment>& found, Stage stage, const char* day) {
  REQUIRE(found);
  CHECK(found->stage == stage);
  CHECK(found->day == (day == nullptr ? std::nullopt : Date::parse(day)));
}

const std::string not_told = R"(, "missing": [{"facts": "/told", "because": "does-not-exist"}])";

}  // namespace

TEST_CASE("what is due once: overdue from the day after, done whether in time or late") {
  check(appointment(R"({"walls": true, "begun": "2026-10-21")" + not_told + "}"), Stage::overdue, "2026-11-20");
  check(appointment(R"({"walls": true, "begun": "2026-10-22")" + not_told + "}"), Stage::coming, "2026-11-21");
  check(appointment(R"({"walls": true, "begun": "2026-01-01", "told": "2026-01-31"})"), Stage::done, "2026-01-31");
  check(appointment(R"({"walls": true, "begun": "2026-01-01", "told": "2026-02-01"})"), Stage::done, "2026-01-31");
}

TEST_CASE("what is not known is open, with the day where that is known") {
  check(appointment(R"({"walls": true, "begun": "2026-01-01"})"), Stage::open, "2026-01-31");
  check(appointment(R"({"walls": true, "told": "2026-01-01"})"), Stage::open, nullptr);
}

TEST_CASE("what does not concern the network has no appointment") {
  CHECK_FALSE(appointment(R"({"walls": false, "begun": "2026-01-01", "told": "2026-01-02"})"));
}

TEST_CASE("what is due again and again comes again; what was late for one round is in time for the next") {
  check(appointment(R"({"begun": "2025-01-01", "looked": ["2025-12-01"]})", 1), Stage::coming, "2027-01-01");
  check(appointment(R"({"begun": "2025-01-01", "looked": ["2026-02-01"]})", 1), Stage::coming, "2028-01-01");
  check(appointment(R"({"begun": "2025-01-01", "looked": []})", 1), Stage::overdue, "2026-01-01");
}
