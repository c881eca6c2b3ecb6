#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/localised.h"

// The two spellings of the language's words.
namespace dengbao::syntax {

// How a keyword is written in Chinese, the way `fmt` writes it; empty where it is only part of a longer Chinese word.
[[nodiscard]] auto chinese_spelling(std::size_t type) -> std::string_view;

// A Chinese word that stands for several English ones: `为以下之一` for `is one of`.
struct Compound {
  std::string_view zh;
  std::vector<std::size_t> types;  // may be none: `个` says nothing
};
// The spelling that `fmt` writes comes before others of the same meaning.
[[nodiscard]] auto compounds() -> std::span<const Compound>;
[[nodiscard]] auto find_compound(std::string_view word) -> const Compound*;  // null if there is none

// The name with the space that its writer left out behind or before a Chinese keyword: `每个账户` -> `每个 账户`,
// `机属于` -> `机 属于`. Empty where there is no keyword in it; words of one character are too common inside of others.
[[nodiscard]] auto with_space(std::string_view name) -> std::string;

// `每个机`, `不存在账户`: a name that begins with a Chinese quantifier.
[[nodiscard]] auto begins_with_quantifier(std::string_view name) -> bool;

}  // namespace dengbao::syntax
