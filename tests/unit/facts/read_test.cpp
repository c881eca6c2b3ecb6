#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "facts/load.h"

namespace dengbao::facts {
namespace {

auto codes(const Sink& sink) -> std::string {
  std::string out;
  for (const auto& diagnostic : sink.sorted()) out += std::string(info(diagnostic.code).id) + " " + diagnostic.file;
  return out;
}

TEST_CASE("a file is read whole") {
  std::ofstream("read_test.json") << "{\"a\": 1}";
  Sources sources;
  Sink sink;
  const auto file = read_facts("read_test.json", sources, sink);
  REQUIRE(file);
  CHECK(sources[*file].text() == "{\"a\": 1}");
  CHECK(sources[*file].name() == "read_test.json");
  std::filesystem::remove("read_test.json");
}

TEST_CASE("what cannot be read is an error with the file's name") {
  Sources sources;
  Sink sink;
  CHECK_FALSE(read_facts("no/such/file.json", sources, sink));
  CHECK(codes(sink) == "F0101 no/such/file.json");
  Sink other;
  CHECK_FALSE(read_facts(".", sources, other));
  CHECK(codes(other) == "F0101 .");
}

TEST_CASE("a file past the limit is refused before it is read") {
  std::ofstream("too_large.json").close();
  std::filesystem::resize_file("too_large.json", std::uintmax_t{5} << 30);
  Sources sources;
  Sink sink;
  CHECK_FALSE(read_facts("too_large.json", sources, sink));
  CHECK(codes(sink) == "F0106 too_large.json");
  std::filesystem::remove("too_large.json");
}

}  // namespace
}  // namespace dengbao::facts
