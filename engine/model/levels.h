#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/program.h"

// Levels as people write them: `3`, or by class `S3A2`.
namespace dengbao::model {

struct Levels {
  std::uint32_t highest = 0;                           // the overall one
  std::vector<std::optional<std::uint32_t>> by_class;  // by class of the scheme; a class not named takes the highest

  [[nodiscard]] auto of(const std::optional<std::uint32_t>& klass) const -> std::uint32_t {
    return klass && *klass < by_class.size() ? by_class[*klass].value_or(highest) : highest;
  }
};

// Nothing where the text names no level of the scheme. A library has no scheme: there any level up to the highest that
// a scheme may have can be named.
[[nodiscard]] auto read_levels(std::string_view text, const Scheme& scheme) -> std::optional<Levels>;

// What may be written: `1, 2, 3, 4`, and `S4A4G4` where the scheme has classes.
[[nodiscard]] auto level_examples(const Scheme& scheme) -> Localised;

inline constexpr std::uint32_t highest_of_any_scheme = 30;

}  // namespace dengbao::model
