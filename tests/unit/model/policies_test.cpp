#include <catch2/catch.hpp>

#include "base/render_diagnostic.h"
#include "model/compile.h"

namespace dengbao {

TEST_CASE("the project's policies compile without an error or a warning", "[project]") {
  Sources sources;
  Sink sink;
  const auto program = model::load_program({DENGBAO_ROOT "/policies"}, DENGBAO_ROOT "/stdlib", sources, sink);
  const auto messages = sink.sorted();
  INFO(render(messages, sources, Lang::en, false));
  CHECK(messages.empty());
  REQUIRE(program);
  CHECK(program->requirements.size() >= 36);
}

}  // namespace dengbao
