#include "eval/reasons.h"

#include <catch2/catch.hpp>

#include "facts/load.h"
#include "model/compile.h"
#include "syntax/parse.h"

using namespace dengbao;

namespace {

constexpr auto policy = R"(
scheme demo levels 1..1 facts Site
source book title "Book" in force from 2020-01-01
record Site
  started : date label "start"
  assessed : list of date label "assessments"
  length : number label "length"
duty yearly
  title "Every year"
  cites book 1
  level 1
  every 12 months after site.started
  done on site.assessed
duty once
  title "Once"
  cites book 1
  level 1
  due 30 days after site.started
  done on site.assessed
requirement long
  title "Long"
  cites book 1
  level 1
  require "long": site.length >= 8
)";

// The names of the facts on which the rule's verdict of the whole network rests.
auto reasons_of(const std::string& rule, const std::string& json) -> std::vector<std::string> {
  Sources sources;
  Sink sink;
  model::PolicySet set;
  set.files.push_back(syntax::parse(sources, sources.add("m.policy", policy), sink));
  const auto program = model::compile(set, sources, sink);
  for (const auto& diagnostic : sink.sorted()) UNSCOPED_INFO(diagnostic.text.en);
  REQUIRE(program);
  const auto plan = eval::make_plan(*program);
  const auto facts = facts::load(sources, sources.add("facts.json", json), *program, sink);
  REQUIRE(facts);
  eval::Settings settings;
  settings.as_of = *Date::parse("2026-11-21");
  settings.overridden.resize(program->parameters.size());
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < program->requirements.size(); ++i) {
    if (program->requirements[{i}].name != rule) continue;
    const std::vector<model::RequirementId> one{{i}};
    const auto judgement = eval::judge(plan, *facts, settings, one, eval::Keep::all).front();
    const auto found = eval::Reasons(plan, *facts, settings).of(judgement);
    REQUIRE(found.size() == 1);
    for (const auto& fact : found.front()) {
      names.push_back(program->fields[fact.field].name);
    }
  }
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a duty rests on its dates, whether they are given or not") {
  CHECK(reasons_of("yearly", R"({"started": "2020-01-01", "assessed": []})") == Names{"started", "assessed"});
  CHECK(reasons_of("yearly", "{}") == Names{"started", "assessed"});
  CHECK(reasons_of("once", R"({"started": "2020-01-01", "assessed": []})") == Names{"started", "assessed"});
  CHECK(reasons_of("once", "{}") == Names{"started", "assessed"});
}

TEST_CASE("a requirement rests on the facts by which it fails or is open, and a pass on none") {
  CHECK(reasons_of("long", R"({"length": 6})") == Names{"length"});
  CHECK(reasons_of("long", "{}") == Names{"length"});
  CHECK(reasons_of("long", R"({"length": 8})").empty());
}
