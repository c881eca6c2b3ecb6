#include "assess/costs.h"

#include <catch2/catch.hpp>

#include "model/compile.h"
#include "syntax/parse.h"

using namespace dengbao;

namespace {

constexpr auto costed_policy = R"(
scheme demo levels 1..1 facts Site
source book title "Book" in force from 2020-01-01
record Site
  a : truth label "a"
requirement doors.closed
  title "Doors"
  cites book 1
  level 1
  require "wanted": site.a
requirement windows.closed
  title "Windows"
  cites book 1
  level 1
  require "wanted": site.a
)";

struct CostsWorld {
  Sources sources;
  Sink sink;
  std::optional<model::Program> program;

  CostsWorld() {
    model::PolicySet set;
    set.files.push_back(syntax::parse(sources, sources.add("test.policy", costed_policy), sink));
    program = model::compile(set, sources, sink);
    for (const auto& one : sink.sorted()) UNSCOPED_INFO(one.text.en);
    REQUIRE(program);
  }
  auto read(const std::string& text) -> assess::Costs {
    return assess::read_costs(sources, sources.add("costs.csv", text), *program, sink);
  }
  auto codes() const -> std::string {
    std::string all;
    for (const auto& one : sink.sorted()) all += (all.empty() ? "" : " ") + std::string(info(one.code).id);
    return all;
  }
};

}  // namespace

TEST_CASE("costs are read by the names of their columns") {
  CostsWorld world;
  const auto costs = world.read(
      "\xEF\xBB\xBF"
      "cost , requirement,effort_days\r\n12000,doors.closed,2.5\r\n,\"windows.closed\",0\r\n,,\r\n");
  CHECK(world.codes().empty());
  const auto* doors = costs.of(world.program->find_requirement("doors.closed").front());
  REQUIRE(doors != nullptr);
  CHECK(doors->effort_days == Number::parse("2.5").number);
  CHECK(doors->cost == Number(12000));
  const auto* windows = costs.of(world.program->find_requirement("windows.closed").front());
  REQUIRE(windows != nullptr);
  CHECK(windows->effort_days == Number(0));
  CHECK_FALSE(windows->cost);
}

TEST_CASE("every error of costs is told, with its place") {
  const auto codes = [](const std::string& text) {
    CostsWorld world;
    static_cast<void>(world.read(text));
    return world.codes();
  };
  CHECK(codes("") == "C0502");
  CHECK(codes("requirement\ndoors.closed\n") == "C0502");
  CHECK(codes("doors.closed,2,3\n") == "C0503 C0503 C0503");
  CHECK(codes("requirement,cost,cost\n") == "C0503");
  CHECK(codes("requirement,cost\ndors.closed,1\n,5\n") == "C0504 C0504");
  CHECK(codes("requirement,cost\ndoors.closed,12 000\nwindows.closed,-1\n") == "C0505 C0505");
  CHECK(codes("requirement,cost\ndoors.closed,1\ndoors.closed,2\n") == "C0506");
  CHECK(codes("requirement,cost\n\xFF,1\n") == "C0507");
  CHECK(codes("requirement,cost\n\"doors.closed,1\n") == "C0508");
}
