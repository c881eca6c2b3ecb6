#pragma once

#include <string>
#include <string_view>

// Texts as people write them into tables.
namespace dengbao::importing {

// Without the blanks around it, the wide ones of Chinese typing and those that do not break included.
[[nodiscard]] auto trim_blanks(std::string_view text) -> std::string_view;

// ASCII letters small; all else as it is.
[[nodiscard]] auto small_letters(std::string_view text) -> std::string;

// Nothing, or what is written where there is nothing to say: "-", "N/A", "无", "未知" …
[[nodiscard]] auto says_nothing(std::string_view text) -> bool;

// The word speaks of passwords, keys and the like, in English or Chinese: what stands beside it is never read.
[[nodiscard]] auto names_secret(std::string_view word) -> bool;

}  // namespace dengbao::importing
