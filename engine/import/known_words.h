#pragma once

#include <span>
#include <string_view>

// The words of configurations that are understood but hold nothing that a fact asks for.
namespace dengbao::importing {

struct KnownWords {
  std::span<const std::string_view> blocks;  // with all that stands in them
  std::span<const std::string_view> words;   // single commands, wherever they stand
};

[[nodiscard]] auto vrp_words() -> KnownWords;
[[nodiscard]] auto comware_words() -> KnownWords;
[[nodiscard]] auto ios_words() -> KnownWords;

}  // namespace dengbao::importing
