#include <filesystem>

#include "lint_test.h"

namespace dengbao::author {
namespace {

TEST_CASE("the project's policies and their tests have no weak spot that lint knows", "[project]") {
  Sources sources;
  Sink sink;
  const std::string root(DENGBAO_ROOT);
  auto set = model::read_policies({root + "/policies", root + "/tests/policies"}, sources, sink);
  const auto judged = set.files.size();
  model::add_library(set, root + "/stdlib", sources, sink);
  const auto program = model::compile(set, sources, sink);
  REQUIRE(program);
  Sink findings;
  lint(set, judged, *program, sources, {}, findings);
  const auto sorted = findings.sorted();
  INFO(render(sorted, sources, Lang::en, false));
  CHECK(sorted.empty());
}

}  // namespace
}  // namespace dengbao::author
