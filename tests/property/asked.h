#pragma once

#include <cstdint>
#include <cstdlib>

// How long a run is, as the environment asks for it.
namespace dengbao::property {

[[nodiscard]] inline auto number_in(const char* variable, std::uint64_t otherwise) -> std::uint64_t {
  const auto* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

}  // namespace dengbao::property
