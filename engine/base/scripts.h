#pragma once

#include <string>
#include <string_view>

// Letters that look alike though they belong to different scripts (after Unicode Technical Standard 39).
namespace dengbao {

// Whether a name mixes scripts whose letters can be taken for one another: Latin, Greek and Cyrillic; Han and Katakana.
// Latin beside Han is usual and never mixed.
[[nodiscard]] auto mixes_scripts(std::string_view name) -> bool;

// The name with look-alikes of Greek and Cyrillic and full-width letters written in plain Latin: two names with one
// skeleton look the same.
[[nodiscard]] auto skeleton(std::string_view name) -> std::string;

}  // namespace dengbao
