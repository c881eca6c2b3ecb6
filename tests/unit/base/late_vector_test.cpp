#include "base/late_vector.h"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <thread>

namespace dengbao {

TEST_CASE("the elements of a late vector are made when one of them is asked for, and once") {
  int made = 0;
  LateVector<int> late(3, [&] {
    ++made;
    return std::vector<int>{1, 2, 3};
  });
  auto moved = std::move(late);
  CHECK(moved.size() == 3);
  CHECK_FALSE(moved.empty());
  CHECK(made == 0);
  CHECK(moved[1] == 2);
  moved.push_back(4);
  CHECK(std::vector<int>(moved.begin(), moved.end()) == std::vector<int>{1, 2, 3, 4});
  CHECK(moved.size() == 4);
  CHECK(made == 1);
}

TEST_CASE("several threads see the same elements") {
  const LateVector<int> late(1000, [] { return std::vector<int>(1000, 7); });
  std::atomic<int> sum = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (const auto element : late) sum += element;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(sum == 4 * 7000);
}

TEST_CASE("elements that cannot be made are asked for again") {
  const LateVector<int> late(1, []() -> std::vector<int> { throw std::runtime_error("no"); });
  CHECK_THROWS(late[0]);
  CHECK_THROWS(late[0]);
}

TEST_CASE("a late vector may hold its elements from the start") {
  LateVector<int> vector(std::vector<int>{5});
  vector.push_back(6);
  CHECK(vector.size() == 2);
  CHECK(LateVector<int>().empty());
}

}  // namespace dengbao
