#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "model/program.h"

namespace dengbao::eval {

// What is given from outside besides the facts: the same policies, facts and settings give the same bytes out.
struct Settings {
  Date as_of;
  std::uint32_t level = 1;                       // overall
  std::vector<std::uint32_t> class_levels;       // by class of the scheme; empty if it has none
  std::vector<std::optional<Value>> overridden;  // by ParameterId: what the organisation set instead of the default
  std::deque<std::string> texts;                 // what overriding text values view

  // The level at which a requirement of this class is assessed.
  [[nodiscard]] auto level_of(const model::Requirement& requirement) const -> std::uint32_t;
};

// Reads `3` (all classes at 3) or `S3A2` (the overall level is the highest; classes not named take it). Reports C0101.
[[nodiscard]] auto read_level(std::string_view text, const model::Program& program, Settings& settings, Sink& sink)
    -> bool;
[[nodiscard]] auto level_text(const model::Program& program, const Settings& settings) -> std::string;  // S3A3G3

}  // namespace dengbao::eval
