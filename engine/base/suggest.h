#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dengbao {

// The candidate nearest to `word` by edit distance (insertions, deletions, substitutions, swaps of neighbours; Damerau
// 1964), if it is near enough to be what the writer meant: at most a third of the word's code points, and at least one.
[[nodiscard]] auto suggest(std::string_view word, std::span<const std::string> candidates)
    -> std::optional<std::string>;

}  // namespace dengbao
