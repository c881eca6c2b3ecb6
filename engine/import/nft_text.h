#pragma once

#include <string_view>
#include <vector>

#include "import/nft_rules.h"

// Rule sets of nftables as text: `nft list ruleset`, and files for `nft -f`.
namespace dengbao::importing {

struct NftWord {
  std::string text;
  std::uint32_t line = 0;
  bool quoted = false;
  bool ends = false;  // the end of a line, or `;`

  // A mark or a word of the language.
  [[nodiscard]] auto is(std::string_view word) const -> bool { return !quoted && !ends && text == word; }
};

// Words and marks, comments and joined lines apart, with what was defined in place of its name.
[[nodiscard]] auto nft_words(std::string_view text) -> std::vector<NftWord>;

// The objects of the rule set, in the form of the JSON.
[[nodiscard]] auto nft_entries(std::string_view text) -> std::vector<NftEntry>;

// The expressions of one rule, from one word to before another; `understood` becomes false where one is not known.
[[nodiscard]] auto nft_rule(const std::vector<NftWord>& words, std::size_t first, std::size_t last, bool& understood)
    -> Json;
// What stands at this place: a set, a range, a prefix, a word; the place moves behind it.
[[nodiscard]] auto nft_value(const std::vector<NftWord>& words, std::size_t& place, std::size_t last) -> Json;

}  // namespace dengbao::importing
