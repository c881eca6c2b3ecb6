#include "base/in_order.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <stdexcept>

using dengbao::in_order;

namespace {

auto counting_to(int last) {
  return [at = 0, last]() mutable -> std::optional<int> { return at < last ? std::optional(at++) : std::nullopt; };
}
// Later things are done sooner.
auto slowly(int number) -> int {
  std::this_thread::sleep_for(std::chrono::microseconds((97 - number % 97) * 3));
  return number;
}

}  // namespace

TEST_CASE("results come in the order of the things, whatever the number of threads") {
  for (const std::size_t jobs : {1, 2, 3, 8}) {
    std::vector<int> results;
    in_order(jobs, counting_to(500), slowly, [&](int result) {
      results.push_back(result);
      return true;
    });
    REQUIRE(results.size() == 500);
    for (int index = 0; index < 500; ++index) CHECK(results[static_cast<std::size_t>(index)] == index);
  }
}

TEST_CASE("no more than a few things are held at once, though the first of them takes long") {
  std::atomic<int> held = 0;
  std::atomic<int> most = 0;
  const auto work = [&](int number) {
    most = std::max(most.load(), ++held);
    if (number % 100 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return number;
  };
  in_order(3, counting_to(400), work, [&](int) {
    --held;
    return true;
  });
  CHECK(held == 0);
  CHECK(most <= 12);
}

TEST_CASE("the receiver may have had enough") {
  for (const std::size_t jobs : {1, 4}) {
    int put = 0;
    std::atomic<int> worked = 0;
    in_order(jobs, counting_to(100000), [&](int number) { return ++worked, number; }, [&](int) { return ++put < 10; });
    CHECK(put == 10);
    CHECK(worked < 100);
  }
}

TEST_CASE("nothing to do is done at once") {
  in_order(4, counting_to(0), slowly, [](int) { return true; });
}

TEST_CASE("what is thrown comes out, and nobody waits for ever") {
  for (const std::size_t jobs : {1, 4}) {
    const auto work = [](int number) { return number == 20 ? throw std::runtime_error("no") : slowly(number); };
    CHECK_THROWS_WITH(in_order(jobs, counting_to(1000), work, [](int) { return true; }), "no");
    const auto put = [](int number) { return number == 20 ? throw std::runtime_error("full") : true; };
    CHECK_THROWS_WITH(in_order(jobs, counting_to(1000), slowly, put), "full");
  }
}
