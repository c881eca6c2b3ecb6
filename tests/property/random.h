#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dengbao::property {

// A stream of random numbers that is the same on every machine (splitmix64): a seed names a run.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  auto next() -> std::uint64_t {
    auto z = state_ += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }
  auto below(std::size_t end) -> std::size_t { return static_cast<std::size_t>(next() % end); }
  auto between(std::size_t first, std::size_t last) -> std::size_t { return first + below(last - first + 1); }
  auto chance(std::size_t percent) -> bool { return below(100) < percent; }

  template <typename T>
  auto pick(const std::vector<T>& items) -> const T& {
    return items[below(items.size())];
  }

 private:
  std::uint64_t state_;
};

}  // namespace dengbao::property
