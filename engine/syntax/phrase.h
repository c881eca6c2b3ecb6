#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// A declaration on its way to formatted text: its words in the order in which they will stand, each in every spelling.
namespace dengbao::syntax {

// A comment on a line of its own.
struct OwnLine {
  std::string text;
  bool blank_before = false;
};

// What decides whether a word begins a line. All but the first and last depend on what the author did.
enum class Break : std::uint8_t {
  never,
  kept,   // where the author began a line
  chain,  // may also be put in to shorten a line, with all others of its kind there
  list,   // may also be put in to shorten a line, alone
  always,
};

struct Word {
  static constexpr std::size_t no_id = SIZE_MAX;

  std::string written;  // as the author wrote it
  std::string en;       // any of the three may be empty: the word is not written then
  std::string zh;
  std::size_t id = no_id;  // of the word, or of the construct that begins with it: the same in every order of words
  bool closing = false;    // stands directly behind the word before, on its line: `,`
  bool tight_left = false;
  bool tight_right = false;
  Break breaks = Break::kept;
  bool broken = false;         // it begins a line
  bool blank = false;          // an empty line before it, if it begins a line
  std::uint8_t offset = 2;     // to the right of where its group begins, if it begins a line
  bool level_inside = false;   // not to the right if its group begins inside a line
  bool hanging = false;        // it stands left of where its group begins, with one space between
  std::uint8_t rank = 0;       // among breaks of one group, the lower comes first
  std::size_t list = no_id;    // of entries of a list, which
  std::size_t column = 0;      // where it begins, if that is fixed
  bool shifted_lines = false;  // its further lines are counted from its own column
  std::vector<OwnLine> lead;   // comments above it
  std::string trail;           // comment behind it, up to the end of the line
};

// A word, or the edge of a group. A group begins where its first word stands; lines broken inside are indented from
// there.
struct Item {
  enum class Kind : std::uint8_t { word, open, close };
  Kind kind = Kind::word;
  Word word;
};
using Phrase = std::vector<Item>;

void append(Phrase& to, Phrase from);
void append(Phrase& to, Word word);
[[nodiscard]] auto single(Word word) -> Phrase;
[[nodiscard]] auto grouped(Phrase phrase) -> Phrase;
// Null if the phrase has no words.
[[nodiscard]] auto first_word(Phrase& phrase) -> Word*;
[[nodiscard]] auto last_word(Phrase& phrase) -> Word*;
// For every item, how many groups it stands inside of; groups that begin with it do not count.
[[nodiscard]] auto depths(const Phrase& phrase) -> std::vector<std::size_t>;
// Puts one comment behind another on the same line.
void join_trail(std::string& trail, const std::string& more);

}  // namespace dengbao::syntax
