#pragma once

#include <string>
#include <vector>

#include "syntax/phrase.h"

namespace dengbao::syntax {

enum class Spelling : std::uint8_t { written, en, zh };

// One line of laid-out text: how wide it is, and the words that stand on it.
struct LaidLine {
  struct Placed {
    std::size_t item;   // index in the phrase
    std::size_t begin;  // column, from 0
  };
  std::size_t width = 0;  // comments behind the words not counted
  std::vector<Placed> words;
};

struct Layout {
  std::string text;  // without a line break at the end
  std::vector<LaidLine> lines;
};

// The phrase as lines of text.
[[nodiscard]] auto lay_out(const Phrase& phrase, Spelling spelling) -> Layout;

// The phrase as one line, whatever its breaks; comments are left out.
[[nodiscard]] auto one_line(const Phrase& phrase, Spelling spelling) -> std::string;

// Breaks lines that are too wide in either language where breaking is possible.
void break_wide_lines(Phrase& phrase);

}  // namespace dengbao::syntax
