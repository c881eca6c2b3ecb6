#include "import/plain_text.h"

#include <algorithm>

namespace dengbao::importing {
namespace {

constexpr std::string_view wide_blanks[] = {"\xe3\x80\x80", "\xc2\xa0", "\xef\xbb\xbf", "\xe2\x80\x8b"};

constexpr std::string_view empty_words[] = {
    "-",      "--",  "---",  "/",       "//",     "\\",        "n/a",       "na", "none", "null",
    "nil",    "tbd", "?",    "unknown", "(none)", "(unknown)", "undefined", "无", "没有", "暂无",
    "不适用", "空",  "未知", "不详",    "待定",   "待补充",    "未填写",    "——", "—",    "／",
};

// Parts of words; small letters.
constexpr std::string_view secret_parts[] = {
    "password",  "passwd",      "passphrase",  "pwd",     "_pass",   "secret", "token", "credential",
    "community", "private_key", "private key", "api_key", "api key", "apikey", "密码",  "口令",
    "密钥",      "私钥",        "团体名",      "团体字",  "共同体",  "令牌",
};
constexpr std::string_view secret_words_alone[] = {"pass", "pw", "psk", "key"};

}  // namespace

auto trim_blanks(std::string_view text) -> std::string_view {
  constexpr std::string_view blanks = " \t\r\n\v\f";
  for (bool changed = true; changed;) {
    changed = false;
    const auto first = std::min(text.find_first_not_of(blanks), text.size());
    text.remove_prefix(first);
    text = text.substr(0, text.find_last_not_of(blanks) + 1);
    for (const auto blank : wide_blanks) {
      if (text.starts_with(blank)) {
        text.remove_prefix(blank.size());
        changed = true;
      }
      if (text.ends_with(blank)) {
        text.remove_suffix(blank.size());
        changed = true;
      }
    }
  }
  return text;
}

auto small_letters(std::string_view text) -> std::string {
  std::string small(text);
  for (auto& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

auto says_nothing(std::string_view text) -> bool {
  const auto word = small_letters(trim_blanks(text));
  return word.empty() || std::ranges::find(empty_words, word) != std::end(empty_words);
}

auto names_secret(std::string_view word) -> bool {
  const auto small = small_letters(trim_blanks(word));
  return std::ranges::find(secret_words_alone, small) != std::end(secret_words_alone) ||
         std::ranges::any_of(secret_parts,
                             [&](std::string_view part) { return small.find(part) != std::string::npos; });
}

}  // namespace dengbao::importing
