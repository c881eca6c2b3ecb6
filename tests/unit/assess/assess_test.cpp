#include <catch2/catch.hpp>

#include "assess/assessment.h"
#include "facts/load.h"
#include "model/compile.h"
#include "syntax/parse.h"

using namespace dengbao;
using eval::Verdict;

namespace {

constexpr auto head = R"(
scheme demo
  levels 1..3
  classes S "security" zh "安全", A "availability" zh "可用"
  facts Site
  catalogue book

source book
  title "Book"
  in force from 2020-01-01
  catalogue "book.csv"

source old
  title "Old book"
  in force from 2000-01-01 until 2020-01-01

source plan
  title "Plan"
  draft

record Site
  a : truth
  b : truth
  due : date
  filed : date
)";

constexpr auto catalogue =
    "level,clause,topic,title_en,class\n"
    "2,2.1,one,One,S\n"
    "2,2.2,two,Two,A\n"
    "3,3.1,one,One,S\n"
    "3,3.2,two,Two,A\n"
    "3,3.3,three,Three,S\n"
    "3,3.4,four,Four,S\n";

// A program, facts and settings that live together.
struct AssessedWorld {
  Sources sources;
  Sink sink;
  std::optional<model::Program> program;
  std::optional<facts::Facts> facts;
  eval::Settings settings;

  AssessedWorld(const std::string& requirements, const std::string& json, const std::string& level) {
    model::PolicySet set;
    set.files.push_back(syntax::parse(sources, sources.add("test.policy", head + requirements), sink));
    for (const auto& node : set.files.front().declarations) {
      const auto* source = std::get_if<syntax::Source>(&node.declaration);
      if (source == nullptr || !source->catalogue) continue;
      set.catalogues.push_back({source->catalogue->span, sources.add("book.csv", catalogue)});
    }
    program = model::compile(set, sources, sink);
    for (const auto& diagnostic : sink.sorted()) UNSCOPED_INFO(diagnostic.text.en);
    REQUIRE(program);
    facts = facts::load(sources, sources.add("facts.json", json), *program, sink);
    REQUIRE(facts);
    REQUIRE(eval::read_level(level, *program, settings, sink));
    settings.as_of = Date::parse("2026-11-21").value();
    settings.overridden.resize(program->parameters.size());
  }
  [[nodiscard]] auto assess(const std::vector<std::string>& only = {}) const -> assess::Assessment {
    return assess::assess(*program, *facts, settings, {only});
  }
};

constexpr auto two = R"(
requirement first.a
  title "A holds"
  cites book topic one
  require "a": site.a
requirement second.b
  title "B holds"
  cites book topic two
  require "b": site.b
)";

auto verdict_of(const assess::Assessment& assessment, const AssessedWorld& world, const std::string& clause)
    -> std::string {
  for (const auto& result : assessment.clauses) {
    if (world.program->sources[result.source].clauses[result.clause].number != clause) continue;
    return result.covered ? std::string(eval::verdict_name(result.verdict)) : "not covered";
  }
  return "not of the level";
}

}  // namespace

TEST_CASE("the denominator counts every clause of the level") {
  const AssessedWorld world(two, R"({"a": true})", "3");
  const auto assessment = world.assess();
  CHECK(assessment.denominator.clauses == 4);
  CHECK(assessment.denominator.decided == 1);
  CHECK(assessment.denominator.undecided == 1);
  CHECK(assessment.denominator.not_covered == 2);
  CHECK(assessment.verdict == Verdict::undecided);
  CHECK(assess::exit_status(assessment) == 2);
}

TEST_CASE("what fails outweighs what is undecided") {
  const AssessedWorld world(two, R"({"a": false})", "3");
  const auto assessment = world.assess();
  CHECK(assessment.verdict == Verdict::fail);
  CHECK(assess::exit_status(assessment) == 1);
  CHECK(assessment.counts.at(Verdict::fail) == 1);
}

TEST_CASE("each class has its own level") {
  const AssessedWorld world(two, R"({"a": true, "b": true})", "S3A2");
  const auto assessment = world.assess();
  CHECK(verdict_of(assessment, world, "3.1") == "pass");
  CHECK(verdict_of(assessment, world, "2.2") == "pass");
  CHECK(verdict_of(assessment, world, "3.2") == "not of the level");
  CHECK(verdict_of(assessment, world, "2.1") == "not of the level");
  CHECK(assessment.denominator.clauses == 4);
}

TEST_CASE("what is not selected is not covered") {
  const AssessedWorld world(two, R"({"a": true, "b": false})", "3");
  const auto assessment = world.assess({"first.*"});
  CHECK(assessment.results.size() == 1);
  CHECK(verdict_of(assessment, world, "3.2") == "not covered");
  CHECK(assess::exit_status(assessment) == 0);
}

TEST_CASE("a clause cited in part may fail and never passes") {
  const std::string part = R"(
requirement first.a
  title "A holds"
  cites book topic one in part
  require "a": site.a
)";
  const AssessedWorld holds(part, R"({"a": true})", "3");
  CHECK(verdict_of(holds.assess(), holds, "3.1") == "undecided");
  const AssessedWorld fails(part, R"({"a": false})", "3");
  CHECK(verdict_of(fails.assess(), fails, "3.1") == "fail");
}

TEST_CASE("sources that are not in force make a requirement not applicable") {
  const AssessedWorld world(R"(
requirement first.a
  title "A holds"
  cites old 1
  level 1..3
  require "a": site.a
)",
                            R"({"a": false})", "3");
  const auto assessment = world.assess();
  CHECK(assessment.results.front().verdict.verdict == Verdict::not_applicable);
  CHECK(assessment.verdict == Verdict::not_applicable);
  CHECK(assess::exit_status(assessment) == 0);
}

TEST_CASE("the day after a source's end is the first without it") {
  const AssessedWorld world(two, "{}", "3");
  const auto& program = *world.program;
  model::Requirement requirement;
  requirement.citations.emplace_back().source = model::SourceId{1};
  CHECK(assess::in_force(program, requirement, Date::parse("2019-12-31").value()));
  CHECK_FALSE(assess::in_force(program, requirement, Date::parse("2020-01-01").value()));
  CHECK(assess::in_force(program, requirement, Date::parse("2000-01-01").value()));
  CHECK_FALSE(assess::in_force(program, requirement, Date::parse("1999-12-31").value()));
}

TEST_CASE("what rests on drafts only is judged and counted nowhere") {
  const AssessedWorld world(R"(
requirement first.a
  title "A holds"
  cites plan 1
  level 1..3
  require "a": site.a
)",
                            R"({"a": false})", "3");
  const auto assessment = world.assess();
  CHECK(assessment.results.front().verdict.verdict == Verdict::fail);
  CHECK(assessment.result_counts.empty());
  CHECK(assess::exit_status(assessment) == 0);
}

namespace {

constexpr auto risk_and_duty = R"(
risk open-door
  title "The door is open"
  cites book topic one
  raised "open": site.a
  lowered "watched": site.b
  concerns one
duty paper
  title "The paper is filed"
  cites book topic one
  due site.due
  done on site.filed
)";

}  // namespace

TEST_CASE("risks and duties stand beside the results and make no clause") {
  const AssessedWorld world(std::string(two) + risk_and_duty, R"({"a": true, "b": true})", "3");
  const auto assessment = world.assess();
  CHECK(assessment.results.size() == 2);
  REQUIRE(assessment.risks.size() == 1);
  REQUIRE(assessment.duties.size() == 1);
  CHECK(assessment.risks.front().verdict.verdict == Verdict::medium);
  CHECK(assessment.duties.front().verdict.verdict == Verdict::undecided);
  CHECK(verdict_of(assessment, world, "3.1") == "pass");
  CHECK(assessment.denominator.decided == 2);
  CHECK(assess::exit_status(assessment) == 2);
  CHECK(world.assess({"open-door"}).risks.size() == 1);
  CHECK(world.assess({"open-door"}).duties.empty());
  CHECK(assess::exit_status(world.assess({"open-door"})) == 0);
}

TEST_CASE("a high risk fails, and so does what was done late or not at all") {
  const auto status = [](const std::string& json) {
    return assess::exit_status(AssessedWorld(risk_and_duty, json, "3").assess());
  };
  CHECK(status(R"({"a": false, "due": "2026-01-31", "filed": "2026-01-30"})") == 0);
  CHECK(status(R"({"a": true, "b": false, "due": "2026-01-31", "filed": "2026-01-30"})") == 1);
  CHECK(status(R"({"a": true, "due": "2026-01-31", "filed": "2026-01-30"})") == 1);
  CHECK(status(R"({"due": "2026-01-31", "filed": "2026-01-30"})") == 2);
  CHECK(status(R"({"a": false, "due": "2026-01-31", "filed": "2026-02-01"})") == 1);
  CHECK(status(R"({"a": false, "due": "2026-01-31"})") == 2);
  CHECK(status(R"({"a": false, "due": "2026-01-31", "missing": [{"facts": "/filed", "because": "does-not-exist"}]})") ==
        1);
  CHECK(status(R"({"a": false, "due": "2027-01-31", "missing": [{"facts": "/filed", "because": "does-not-exist"}]})") ==
        0);
}
