#include <filesystem>

#include "lint_test.h"

namespace dengbao::author {
namespace {

// What lint finds in policies of the project.
void check_folder(const std::string& folder) {
  Sources sources;
  Sink sink;
  const std::string root(DENGBAO_ROOT);
  auto set = model::read_policies({root + "/" + folder}, sources, sink);
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

TEST_CASE("the project's policies have no weak spot that lint knows") { check_folder("policies"); }

}  // namespace dengbao::author
