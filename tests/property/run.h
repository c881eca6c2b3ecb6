#pragma once

#include <cstdint>
#include <string>

#include "property/check.h"

// The one run whose findings the test cases tell: all laws are checked on every program/facts pair.
namespace dengbao::property {

struct Size {
  std::uint64_t pairs = 0;
  std::uint64_t seed = 0;
};
// DENGBAO_PROPERTY_PAIRS and DENGBAO_PROPERTY_SEED, or a run of a few seconds that is always the same.
[[nodiscard]] auto size_asked() -> Size;

struct Run {
  Size size;
  std::uint64_t programs = 0;
  std::uint64_t pairs = 0;
  double seconds = 0;
  Tallies tallies;
  std::map<std::string, std::string> counterexamples;  // by law: policy, facts and what was found, shrunk
  std::string problem;                                 // a policy or facts file that could not be read; ends the run
};
[[nodiscard]] auto run(Size size) -> Run;

// One line a law: how often it was checked, and how often something was decided.
[[nodiscard]] auto summary(const Run& run) -> std::string;

}  // namespace dengbao::property
