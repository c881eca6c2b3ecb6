#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"

namespace dengbao::cli {

// Another program that makes one text of another: a renderer.
struct Filter {
  std::string name;                    // as it is found in PATH
  std::vector<std::string> arguments;  // so that it reads standard input and writes standard output
  std::string begin;                   // what its output begins with if it went well
  Code missing{};                      // reported with its name where it is not installed, and
  Localised remedy;                    // what to do then
  Code failed{};                       // reported with its name and what it said
};

// What the filter makes of the input: it is called without a shell, fed and read through memory, so that no file is
// left behind. Where the environment has no SOURCE_DATE_EPOCH it is told one, so that the same input gives the same
// bytes.
[[nodiscard]] auto run_filter(const Filter& filter, const std::string& input, Sink& sink) -> std::optional<std::string>;

}  // namespace dengbao::cli
