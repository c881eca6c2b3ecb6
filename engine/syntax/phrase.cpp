#include "syntax/phrase.h"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <utility>

namespace dengbao::syntax {
namespace {

auto edge(Item::Kind kind) -> Item { return {kind, {}}; }
auto is_word(const Item& item) -> bool { return item.kind == Item::Kind::word; }

}  // namespace

void append(Phrase& to, Phrase from) { std::ranges::move(from, std::back_inserter(to)); }

void append(Phrase& to, Word word) { to.push_back({Item::Kind::word, std::move(word)}); }

auto single(Word word) -> Phrase {
  Phrase out;
  append(out, std::move(word));
  return out;
}

auto grouped(Phrase phrase) -> Phrase {
  phrase.insert(phrase.begin(), edge(Item::Kind::open));
  phrase.push_back(edge(Item::Kind::close));
  return phrase;
}

auto first_word(Phrase& phrase) -> Word* {
  const auto found = std::ranges::find_if(phrase, is_word);
  return found == phrase.end() ? nullptr : &found->word;
}

auto last_word(Phrase& phrase) -> Word* {
  const auto found = std::find_if(phrase.rbegin(), phrase.rend(), is_word);
  return found == phrase.rend() ? nullptr : &found->word;
}

auto depths(const Phrase& phrase) -> std::vector<std::size_t> {
  std::vector<std::size_t> out;
  std::vector<bool> begun;  // of the open groups, whether they have a word
  for (const auto& item : phrase) {
    out.push_back(static_cast<std::size_t>(std::ranges::count(begun, true)));
    if (item.kind == Item::Kind::open) {
      begun.push_back(false);
    } else if (item.kind == Item::Kind::close) {
      begun.pop_back();
    } else {
      begun.assign(begun.size(), true);
    }
  }
  return out;
}

void join_trail(std::string& trail, const std::string& more) {
  if (!trail.empty() && !more.empty()) trail += ' ';
  trail += more;
}

}  // namespace dengbao::syntax
