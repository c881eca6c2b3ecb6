#include <unistd.h>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <thread>

#include "facts/load.h"
#include "small_program.h"

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

// So large that it is not read at once.
auto large_network() -> std::string {
  std::string text = R"({"levels": [1)";
  for (int i = 0; i < 1'000'000; ++i) text += ",2";
  return text + "]}";
}

TEST_CASE("a large file is read piece by piece, and its text is there when somebody asks") {
  const auto text = large_network();
  std::ofstream("large.json") << text;
  test::Network network;
  Sources sources;
  Sink sink;
  const auto file = read_facts("large.json", sources, sink);
  REQUIRE(file);
  CHECK(sources[*file].size() == text.size());
  const auto facts = load(sources, *file, network.build.program(), sink);
  REQUIRE(facts);
  CHECK(facts->get(facts->root(), network.levels).list().elements.size() == 1'000'001);
  CHECK(sources[*file].text() == text);
  std::filesystem::remove("large.json");
}

TEST_CASE("a file that changes while it is read is an error, and no reason to crash") {
  test::Network network;
  const auto load_after = [&](auto change) {
    std::ofstream("changing.json") << large_network();
    Sources sources;
    Sink sink;
    const auto file = read_facts("changing.json", sources, sink);
    REQUIRE(file);
    change();
    CHECK_FALSE(load(sources, *file, network.build.program(), sink));
    REQUIRE(sink.errors() == 1);
    CHECK(sink.sorted().front().code == Code::facts_unreadable);
    CHECK(sources[*file].text().size() == sources[*file].size());
    CHECK_FALSE(sources[*file].unchanged());
    std::filesystem::remove("changing.json");
  };
  load_after([] { std::filesystem::resize_file("changing.json", 1000); });
  load_after([] { std::filesystem::resize_file("changing.json", 0); });
  load_after([] { std::ofstream("changing.json", std::ios::app) << " "; });
  load_after([] {
    const auto time = std::filesystem::last_write_time("changing.json");
    std::filesystem::last_write_time("changing.json", time + std::chrono::seconds(1));
  });
}

TEST_CASE("what comes through a pipe is read to its end, however long it is") {
  for (const auto& text : {std::string(R"({"levels": []})"), large_network()}) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    std::thread writer([&] {
      for (std::size_t done = 0; done < text.size();) {
        done += static_cast<std::size_t>(write(ends[1], text.data() + done, text.size() - done));
      }
      close(ends[1]);
    });
    Sources sources;
    Sink sink;
    const auto file = read_facts("/dev/fd/" + std::to_string(ends[0]), sources, sink);
    writer.join();
    close(ends[0]);
    REQUIRE(file);
    CHECK(sources[*file].text() == text);
    test::Network network;
    CHECK(load(sources, *file, network.build.program(), sink));
  }
}

}  // namespace
}  // namespace dengbao::facts
