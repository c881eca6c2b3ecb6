#include <string_view>

#include "value/value.h"

namespace dengbao {
namespace {

auto is_version_digit(char c) -> bool { return c >= '0' && c <= '9'; }
auto is_letter(char c) -> bool { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A version is read as an endless row of pieces, zeros at its end: `1.2` = `1.2.0`. Pieces in ascending order: `~`,
// zero, words, numbers above zero.
struct Piece {
  enum class Rank : std::uint8_t { tilde, zero, word, number };
  Rank rank = Rank::zero;
  std::string_view text;
};

template <typename F>
auto take_while(std::string_view& text, F&& wanted) -> std::string_view {
  std::size_t size = 0;
  while (size < text.size() && wanted(text[size])) ++size;
  const auto out = text.substr(0, size);
  text.remove_prefix(size);
  return out;
}

auto next(std::string_view& text) -> Piece {
  take_while(text, [](char c) { return !is_version_digit(c) && !is_letter(c) && c != '~'; });
  if (text.empty()) return {};
  if (text.front() == '~') {
    text.remove_prefix(1);
    return {Piece::Rank::tilde, {}};
  }
  if (is_letter(text.front())) return {Piece::Rank::word, take_while(text, is_letter)};
  auto digits = take_while(text, is_version_digit);
  take_while(digits, [](char c) { return c == '0'; });
  return digits.empty() ? Piece{} : Piece{Piece::Rank::number, digits};
}

auto operator<=>(const Piece& a, const Piece& b) -> std::strong_ordering {
  if (a.rank != b.rank) return a.rank <=> b.rank;
  // Numbers without leading zeros: the longer is the larger.
  if (a.rank == Piece::Rank::number && a.text.size() != b.text.size()) return a.text.size() <=> b.text.size();
  return a.text <=> b.text;
}

}  // namespace

auto Version::valid(std::string_view text) -> bool {
  if (text.empty() || !is_version_digit(text.front())) return false;
  constexpr std::string_view signs = ".-+_~:";
  for (const char c : text) {
    if (!is_version_digit(c) && !is_letter(c) && signs.find(c) == std::string_view::npos) return false;
  }
  return true;
}

auto operator<=>(Version a, Version b) -> std::weak_ordering {
  while (!a.text.empty() || !b.text.empty()) {
    const auto left = next(a.text);
    const auto right = next(b.text);
    if (const auto order = left <=> right; order != 0) return order;
  }
  return std::weak_ordering::equivalent;
}

auto hash(Version version) -> std::size_t {
  std::size_t out = 0;
  for (std::size_t zeros = 0; !version.text.empty();) {
    const auto piece = next(version.text);
    if (piece.rank == Piece::Rank::zero) {
      ++zeros;  // counts only if a piece other than zero follows
      continue;
    }
    out = out * 31 + zeros;
    out = out * 31 + std::hash<std::string_view>()(piece.text) + static_cast<std::size_t>(piece.rank);
    zeros = 0;
  }
  return out;
}

}  // namespace dengbao
