#include "base/reused_memory.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

namespace dengbao {

TEST_CASE("a container in reused memory is a container like any other") {
  std::vector<std::uint64_t, Reusing<std::uint64_t>> numbers;
  for (std::uint64_t i = 0; i < 100'000; ++i) numbers.push_back(i);  // through every size, and beyond the largest
  CHECK(std::accumulate(numbers.begin(), numbers.end(), std::uint64_t{0}) == 4'999'950'000);
  for (int round = 0; round < 3; ++round) {
    std::vector<std::string, Reusing<std::string>> texts(100, std::string(40, 'x'));
    CHECK(texts.back().size() == 40);
  }
}

TEST_CASE("memory of every size is aligned, and large enough to be written") {
  for (const auto bytes : {1, 15, 16, 17, 31, 32, 33, 4096, 65'536, 65'537}) {
    auto* memory = static_cast<unsigned char*>(ReusedMemory::take(static_cast<std::size_t>(bytes)));
    CHECK(reinterpret_cast<std::uintptr_t>(memory) % alignof(std::max_align_t) == 0);
    for (int i = 0; i < bytes; ++i) memory[i] = 0xff;
    ReusedMemory::give_back(memory, static_cast<std::size_t>(bytes));
  }
}

TEST_CASE("one thing in reused memory is destroyed") {
  auto alive = std::make_shared<int>(1);
  auto kept = make_reused(std::shared_ptr<int>(alive));
  CHECK(alive.use_count() == 2);
  kept.reset();
  CHECK(alive.use_count() == 1);
}

TEST_CASE("what one thread took another may give back") {
  std::vector<int, Reusing<int>> numbers(1000, 7);
  std::thread([taken = std::move(numbers)]() mutable {
    taken.clear();
    taken.shrink_to_fit();
  }).join();
  CHECK(numbers.empty());  // NOLINT: moved from, which empties a vector
}

}  // namespace dengbao
