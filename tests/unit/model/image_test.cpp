#include "model/image.h"

#include <catch2/catch.hpp>

#include "model/dump.h"

namespace dengbao::model {
namespace {

struct Compiled {
  Sources sources;
  Sink sink;
  std::optional<Program> program;

  explicit Compiled(const std::vector<std::string>& paths) {
    program = load_program(paths, DENGBAO_ROOT "/stdlib", sources, sink);
    REQUIRE(program);
  }
};

void is_the_same_after_reading(const Compiled& compiled) {
  const auto image = write_image(*compiled.program);
  const auto again = read_image(image, compiled.sources);
  REQUIRE(again);
  CHECK(write_image(*again) == image);
  CHECK(dump(*again) == dump(*compiled.program));
  CHECK(again->tests.size() == compiled.program->tests.size());
}

// Looks at everything in a program, also at what is read late; whether all of it could be read.
auto is_readable(const Program& program) -> bool {
  try {
    return !write_image(program).empty();
  } catch (const std::runtime_error&) {
    return false;
  }
}

}  // namespace

TEST_CASE("a program is the same after it was written and read") {
  is_the_same_after_reading(Compiled({DENGBAO_ROOT "/tests/cases/demo"}));
  is_the_same_after_reading(Compiled({DENGBAO_ROOT "/tests/cases/watch"}));
  is_the_same_after_reading(Compiled({DENGBAO_ROOT "/stdlib"}));
}

TEST_CASE("so are the project's policies with all their tests", "[project]") {
  is_the_same_after_reading(Compiled({DENGBAO_ROOT "/policies", DENGBAO_ROOT "/tests/policies"}));
}

TEST_CASE("bytes of any kind are an image or none") {
  const Compiled compiled({DENGBAO_ROOT "/tests/cases/watch"});
  const auto image = write_image(*compiled.program);
  for (std::size_t size = 0; size < image.size(); size += 7) {
    CHECK_FALSE(read_image(std::string_view(image).substr(0, size), compiled.sources));
  }
  CHECK_FALSE(read_image(image + "x", compiled.sources));
  std::size_t refused = 0;
  for (std::size_t at = 0; at < image.size(); ++at) {
    for (const char mask : {'\x01', '\x40', '\xff'}) {
      auto changed = image;
      changed[at] = static_cast<char>(changed[at] ^ mask);
      const auto program = read_image(changed, compiled.sources);
      refused += !program || !is_readable(*program) ? 1 : 0;
    }
  }
  CHECK(refused > image.size());  // what is left are letters of texts, and numbers that may be others
}

TEST_CASE("spans reach no further than their texts") {
  const Compiled compiled({DENGBAO_ROOT "/tests/cases/demo"});
  const auto image = write_image(*compiled.program);
  Sources shorter;
  for (std::uint32_t i = 0; i < compiled.sources.size(); ++i) shorter.add("short", "text");
  CHECK_FALSE(read_image(image, shorter));
  CHECK_FALSE(read_image(image, Sources{}));
}

TEST_CASE("texts keep their names, their order and what they are") {
  Sources sources;
  Sink sink;
  auto policies = read_policies({DENGBAO_ROOT "/tests/cases/demo"}, sources, sink);
  add_library(policies, DENGBAO_ROOT "/stdlib", sources, sink);
  const auto bytes = write_sources(sources, origins_of(policies, sources));
  Sources again;
  const auto origins = read_sources(bytes, again);
  REQUIRE(origins);
  CHECK(write_sources(again, *origins) == bytes);
  CHECK(origins->own == policies.own);
  CHECK(again[FileId{0}].text() == sources[FileId{0}].text());
  for (std::size_t size = 0; size < bytes.size(); size += 13) {
    Sources none;
    CHECK_FALSE(read_sources(std::string_view(bytes).substr(0, size), none));
  }
}

}  // namespace dengbao::model
