#include "assess/tally.h"

#include <numeric>

namespace dengbao::assess {

auto Tally::of(eval::Standing standing) const -> std::uint64_t {
  std::uint64_t count = 0;
  for (std::size_t index = 0; index < size; ++index) {
    if (eval::standing(static_cast<eval::Verdict>(index)) == standing) count += counts_[index];
  }
  return count;
}

auto Tally::total() const -> std::uint64_t { return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0}); }

auto subjects_by_verdict(const explain::Judgement& judgement) -> Tally {
  Tally tally;
  for (std::size_t i = 0; i < judgement.counts.size(); ++i) {
    tally.add(static_cast<eval::Verdict>(i), judgement.counts[i]);
  }
  return tally;
}

}  // namespace dengbao::assess
