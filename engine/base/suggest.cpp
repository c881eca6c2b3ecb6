#include "base/suggest.h"

#include <algorithm>
#include <vector>

#include "base/utf8.h"

namespace dengbao {
namespace {

auto code_points(std::string_view text) -> std::vector<std::string_view> {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const auto first = utf8::prefix(text, 1);
    out.push_back(first);
    text.remove_prefix(first.size());
  }
  return out;
}

auto distance(std::span<const std::string_view> a, std::span<const std::string_view> b) -> std::size_t {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

}  // namespace

auto suggest(std::string_view word, std::span<const std::string> candidates) -> std::optional<std::string> {
  if (word.size() > 200) return std::nullopt;
  const auto wanted = code_points(word);
  auto best = std::max<std::size_t>(1, wanted.size() / 3) + 1;
  std::optional<std::string> nearest;
  for (const auto& candidate : candidates) {
    if (candidate == word) continue;
    const auto letters = code_points(candidate);
    const auto gap = letters.size() > wanted.size() ? letters.size() - wanted.size() : wanted.size() - letters.size();
    if (gap >= best) continue;
    const auto found = distance(wanted, letters);
    if (found < best && found < std::max(wanted.size(), letters.size())) {
      best = found;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace dengbao
