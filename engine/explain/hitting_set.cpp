#include "explain/hitting_set.h"

#include <algorithm>
#include <set>

namespace dengbao::explain {
namespace {

using Numbers = std::vector<std::uint32_t>;

class Search {
 public:
  Search(std::span<const Numbers> sets, std::size_t most, std::size_t& steps)
      : sets_(sets), limit_(most + 1), steps_(steps) {}

  auto run() -> std::optional<Numbers> {
    look();
    if (steps_ == 0) return std::nullopt;
    return best_;
  }

 private:
  void look() {
    if (steps_ == 0) return;
    --steps_;
    const auto* open = most_narrow();
    if (open == nullptr) {
      limit_ = taken_.size();
      best_ = taken_;
      return;
    }
    if (taken_.size() + apart() >= limit_) return;
    const auto before = left_out_.size();
    for (const auto number : *open) {
      if (is_left_out(number)) continue;
      taken_.push_back(number);
      look();
      taken_.pop_back();
      left_out_.push_back(number);  // every set with it has been looked at
    }
    left_out_.resize(before);
  }

  auto is_met(const Numbers& set) const -> bool {
    return std::ranges::any_of(taken_, [&](std::uint32_t one) { return std::ranges::find(set, one) != set.end(); });
  }
  auto is_left_out(std::uint32_t number) const -> bool {
    return std::ranges::find(left_out_, number) != left_out_.end();
  }
  auto choices(const Numbers& set) const -> std::size_t {
    return static_cast<std::size_t>(std::ranges::count_if(set, [&](auto number) { return !is_left_out(number); }));
  }

  // The set not met yet with the fewest numbers left to choose from.
  auto most_narrow() const -> const Numbers* {
    const Numbers* narrow = nullptr;
    std::size_t fewest = 0;
    for (const auto& set : sets_) {
      if (is_met(set)) continue;
      const auto left = choices(set);
      if (narrow == nullptr || left < fewest) {
        narrow = &set;
        fewest = left;
      }
    }
    return narrow;
  }

  // How many sets not met yet have nothing in common with each other: so many numbers are needed at least.
  auto apart() const -> std::size_t {
    std::set<std::uint32_t> seen;
    std::size_t count = 0;
    for (const auto& set : sets_) {
      if (is_met(set)) continue;
      const bool overlaps = std::ranges::any_of(set, [&](auto one) { return !is_left_out(one) && seen.contains(one); });
      if (overlaps) continue;
      ++count;
      for (const auto number : set) {
        if (!is_left_out(number)) seen.insert(number);
      }
    }
    return count;
  }

  std::span<const Numbers> sets_;
  std::size_t limit_;  // only sets smaller than this are of interest
  std::size_t& steps_;
  Numbers taken_;
  Numbers left_out_;
  std::optional<Numbers> best_;
};

}  // namespace

auto smallest_hitting_set(std::span<const std::vector<std::uint32_t>> sets, std::size_t most, std::size_t& steps)
    -> std::optional<std::vector<std::uint32_t>> {
  auto found = Search(sets, most, steps).run();
  if (found) std::ranges::sort(*found);
  return found;
}

}  // namespace dengbao::explain
