#pragma once

#include <string>
#include <vector>

#include "property/laws.h"

namespace dengbao::property {

// How laws are written.
inline constexpr int depth = 2;  // of the conditions in them
inline auto both(const std::string& a, const std::string& b) -> std::string { return "(" + a + " and " + b + ")"; }
inline auto either(const std::string& a, const std::string& b) -> std::string { return "(" + a + " or " + b + ")"; }
inline auto no(const std::string& a) -> std::string { return "(not " + a + ")"; }

// The laws by what they are about, in the files laws_*.cpp.
[[nodiscard]] auto laws_of_connectives() -> std::vector<Law>;
[[nodiscard]] auto laws_of_quantifiers() -> std::vector<Law>;
[[nodiscard]] auto laws_of_values() -> std::vector<Law>;

}  // namespace dengbao::property
