#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "dump.h"
#include "facts/load.h"
#include "random_text.h"
#include "small_program.h"

namespace dengbao::facts {
namespace {

using test::Network;
using test::RandomText;

auto program() -> const model::Program& {
  static Network made;
  return made.build.program();
}

// All that a load says.
auto outcome(const std::string& text, LoadOptions options) -> std::string {
  Sources sources;
  Sink sink;
  const auto file = sources.add("facts.json", text);
  const auto facts = load(sources, file, program(), sink, options);
  return test::dump(sink) + (facts ? test::dump(program(), *facts) : "nothing\n");
}

constexpr std::array<std::size_t, 5> small_windows{1, 64, 100, 257, 1000};

TEST_CASE("the size of the windows changes nothing") {
  RandomText random(7);
  for (int round = 0; round < 300; ++round) {
    const auto text = random.network(static_cast<int>(random.below(12)));
    INFO(text);
    REQUIRE(nlohmann::json::accept(text));
    const auto whole = outcome(text, {});
    for (const auto size : small_windows) {
      INFO(size);
      REQUIRE(outcome(text, {.window = size}) == whole);
    }
  }
}

TEST_CASE("the size of the windows changes no message either") {
  RandomText random(8);
  for (int round = 0; round < 3000; ++round) {
    const auto text = random.mutated(random.network(static_cast<int>(random.below(4))));
    INFO(text);
    const auto whole = outcome(text, {});
    for (const auto size : small_windows) {
      INFO(size);
      REQUIRE(outcome(text, {.window = size}) == whole);
    }
  }
}

// As if every text were worth halving.
constexpr LoadOptions halves{.window = 100, .threads = 2, .least_to_halve = 0};

TEST_CASE("two halves read at once give what one reader gives") {
  RandomText random(9);
  for (int round = 0; round < 300; ++round) {
    const auto text = random.network(static_cast<int>(20 + random.below(30)));
    INFO(text);
    REQUIRE(outcome(text, halves) == outcome(text, {}));
  }
}

TEST_CASE("two halves read at once say what one reader says") {
  RandomText random(10);
  for (int round = 0; round < 1000; ++round) {
    const auto text = random.mutated(random.network(static_cast<int>(10 + random.below(20))));
    INFO(text);
    REQUIRE(outcome(text, halves) == outcome(text, {}));
  }
}

}  // namespace
}  // namespace dengbao::facts
