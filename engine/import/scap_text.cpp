#include "import/scap_text.h"

#include <algorithm>

namespace dengbao::importing {

auto words_in(std::string_view text) -> std::vector<std::string_view> {
  constexpr auto* white = " \t\r\n";
  std::vector<std::string_view> result;
  while (true) {
    const auto first = text.find_first_not_of(white);
    if (first == std::string_view::npos) return result;
    const auto end = std::min(text.find_first_of(white, first), text.size());
    result.push_back(text.substr(first, end - first));
    text.remove_prefix(end);
  }
}

auto lines_in(std::string_view text) -> std::vector<std::string_view> {
  std::vector<std::string_view> result;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    result.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

auto in_small_letters(std::string_view text) -> std::string {
  std::string result(text);
  for (auto& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

void add_values(std::string_view text, std::string_view key, std::set<std::string>& values) {
  for (const auto line : lines_in(text)) {
    const auto begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos || line[begin] == '#') continue;
    for (auto at = line.find(key); at != std::string_view::npos; at = line.find(key, at + 1)) {
      if (at > 0 && line[at - 1] != ' ' && line[at - 1] != '\t') continue;
      const auto rest = line.substr(at + key.size());
      const auto equals = rest.find_first_not_of(" \t");
      if (equals == std::string_view::npos || rest[equals] != '=') continue;
      const auto value = rest.substr(equals + 1);
      const auto first = std::min(value.find_first_not_of(" \t\r"), value.size());
      const auto end = std::min(value.find_first_of(" \t\r", first), value.size());
      values.insert(in_small_letters(value.substr(first, end - first)));
    }
  }
}

auto server_in(std::string_view word) -> std::string {
  if (word.starts_with('@')) {
    word.remove_prefix(word.starts_with("@@") ? 2 : 1);
    if (word.starts_with('(')) word.remove_prefix(std::min(word.find(')'), word.size() - 1) + 1);
  }
  word = word.substr(0, word.find(';'));
  const bool plain = std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == ':' || c == '[' || c == ']' || c == '_';
  });
  return plain && word.size() <= 255 ? std::string(word) : std::string();
}

}  // namespace dengbao::importing
