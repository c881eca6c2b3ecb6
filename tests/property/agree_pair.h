#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "eval/block_sizes.h"
#include "property/facts_tree.h"
#include "property/policy.h"
#include "property/random.h"

// One program and one facts file by all evaluators.
namespace dengbao::property {

// How a pair is judged, besides what it says.
struct Manner {
  std::uint32_t level = 3;
  std::string as_of = "2026-11-21";
  unsigned threads = 1;
  std::optional<std::uint64_t> changes;  // then verdicts are kept, too, and follow changes that this seed makes
  eval::BlockSizes sizes;  // small ones: what is evaluated in several blocks then is what takes thousands of rows
};
[[nodiscard]] auto random_manner(Random& random) -> Manner;

struct FactsOfStage {
  Fact network;
  int stage = 0;
};

struct Found {
  std::uint64_t judgements = 0;
  std::uint64_t decided = 0;
  bool certified = false;  // a certificate was written and checked
  std::optional<std::string> difference;
  std::string problem;  // why the facts could not be read
};
// `certify`: also by the independent checker, if judging took no time worth telling.
[[nodiscard]] auto look(Compiled& compiled, const std::string& facts, const Manner& how, bool certify) -> Found;

}  // namespace dengbao::property
