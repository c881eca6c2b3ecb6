#pragma once

#include <array>
#include <cstdint>

#include "explain/judge.h"

namespace dengbao::assess {

// How many there are of each verdict: of subjects, of networks.
class Tally {
 public:
  void add(eval::Verdict verdict, std::uint64_t count = 1) { counts_[static_cast<std::size_t>(verdict)] += count; }
  void add(const Tally& other) {
    for (std::size_t index = 0; index < size; ++index) counts_[index] += other.counts_[index];
  }
  [[nodiscard]] auto operator[](eval::Verdict verdict) const -> std::uint64_t {
    return counts_[static_cast<std::size_t>(verdict)];
  }
  // How many verdicts mean that.
  [[nodiscard]] auto of(eval::Standing standing) const -> std::uint64_t;
  [[nodiscard]] auto total() const -> std::uint64_t;
  friend auto operator==(const Tally&, const Tally&) -> bool = default;

  static constexpr std::size_t size = eval::verdicts;

 private:
  std::array<std::uint64_t, size> counts_{};
};

// The subjects of one requirement, risk or duty by their verdicts, also those that were not kept.
[[nodiscard]] auto subjects_by_verdict(const explain::Judgement& judgement) -> Tally;

// Whether a list of what is to be looked after names it: something is wrong with it, or could be.
[[nodiscard]] inline auto is_not_good(eval::Verdict verdict) -> bool {
  const auto standing = eval::standing(verdict);
  return standing == eval::Standing::bad || standing == eval::Standing::open;
}

}  // namespace dengbao::assess
