#include "eval/settings.h"

#include <catch2/catch.hpp>

using namespace dengbao;
using namespace dengbao::eval;

namespace {

auto scheme(std::vector<std::string> classes) -> model::Program {
  model::Program program;
  program.scheme.name = "test";
  program.scheme.lowest = 1;
  program.scheme.highest = 4;
  for (auto& name : classes) program.scheme.classes.push_back({name, {}});
  return program;
}

// The level read and written again, or what the message says.
auto read(std::string_view text, const model::Program& program) -> std::string {
  Settings settings;
  Sink sink;
  if (read_level(text, program, settings, sink)) return level_text(program, settings);
  REQUIRE(sink.errors() == 1);
  return sink.sorted().front().text.en;
}

}  // namespace

TEST_CASE("a level is a number or one a class") {
  const auto mlps = scheme({"S", "A", "G"});
  CHECK(read("3", mlps) == "S3A3G3");
  CHECK(read("S3A2", mlps) == "S3A2G3");
  CHECK(read("S2A4", mlps) == "S2A4G4");
  CHECK(read("S3A3G2", mlps) == "S3A3G2");
  CHECK(read("2", scheme({})) == "2");
}

TEST_CASE("what is no level says which there are") {
  const auto mlps = scheme({"S", "A", "G"});
  for (const auto* text : {"0", "5", "", "x", "S", "S3S2", "S3B2", "3A", "S5A1", "99999999999", "-1", " 3"}) {
    CHECK(read(text, mlps) == "`" + std::string(text) + "` is not a level of the scheme: 1, 2, 3, 4, S4A4G4");
  }
  CHECK(read("S3", scheme({})) == "`S3` is not a level of the scheme: 1, 2, 3, 4");
}

TEST_CASE("a requirement is assessed at the level of its class") {
  const auto mlps = scheme({"S", "A", "G"});
  Settings settings;
  Sink sink;
  REQUIRE(read_level("S3A2", mlps, settings, sink));
  model::Requirement requirement;
  CHECK(settings.level_of(requirement) == 3);
  requirement.klass = 1;
  CHECK(settings.level_of(requirement) == 2);
}
