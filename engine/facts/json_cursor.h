#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "facts/bytes.h"
#include "facts/json_text.h"
#include "facts/json_windows.h"
#include "facts/limits.h"
#include "facts/problems.h"

namespace dengbao::facts {

// A key as it stands in an object: its text with escapes resolved (valid until the next one is read), and its place in
// the file with the quotes.
struct Key {
  std::string_view text;
  Extent extent;
};

// A key of an object that is still open, to tell whether it comes again.
struct MetKey {
  std::uint64_t hash = 0;    // of its text
  std::uint32_t offset = 0;  // in the file, of its opening quote
};

// Walks a JSON text once, token by token and window by window, checks its grammar, and knows the pointer of where it
// is.
//
// A token that is passed in is where the cursor stands, and one that comes back is where it stands then: null after an
// error in the grammar, when nothing can be read any more. Only `,` and `}` end a window, so that after any other token
// the next ones are at hand: those of a member up to the one behind its value, if that is no object or array.
class JsonCursor {
 public:
  // A `silent` cursor builds no messages: after its first problem nobody wants what it reads.
  JsonCursor(const SourceFile& source, std::uint64_t begin, std::size_t window, Problems& problems,
             bool silent = false);

  [[nodiscard]] auto first() -> Token;
  // Where the text begins in the file, behind a byte order mark.
  [[nodiscard]] auto begin_of_text() const -> std::uint64_t { return begin_of_text_; }

  [[nodiscard]] auto at(Token token) const -> const char* { return bytes_ + *token; }
  [[nodiscard]] auto peek(Token token) const -> char { return bytes_[*token]; }
  // Nothing is left to read, and that is no fault of the text.
  [[nodiscard]] auto at_end(Token token) const -> bool {
    return token == tokens_end_ && windows_.is_last() && windows_.fault() == TextFault::none;
  }
  // The token behind `,`, `}` or `]`.
  [[nodiscard]] auto after(Token token) -> Token {
    ++token;
    return token == tokens_end_ ? next_window() : token;
  }
  // A scalar that ends at `end` ends where the next token begins, or is followed by white space.
  [[nodiscard]] auto ends(Token token, const char* end) const -> bool {
    return end == bytes_ + token[1] || is_space(*end);
  }

  // Into an object or array, and out of it behind its closing bracket.
  [[nodiscard]] auto enter(Token token) -> bool {
    if (++depth_ > deepest_nesting) [[unlikely]]
      return too_deep(token);
    path_[depth_].container = offset(token);
    return true;
  }
  [[nodiscard]] auto leave(Token token) -> Token {
    --depth_;
    return after(token);
  }
  // Out of a list whose end somebody else has read.
  void rise() { --depth_; }
  // Where in the container that is open the next value stands: behind the key at this token, or at this index.
  void step_to_key(Token token) { path_[depth_].step = offset(token); }
  void step_to_element(std::uint32_t index) { path_[depth_].step = index; }

  // Reads the key on which the cursor stands and its colon, to the value.
  auto key(Token token, Key& key) -> Token;
  // Behind the comma that follows a member or an element; on the closing bracket if there is none.
  [[nodiscard]] auto separator(Token token, char closing) -> Token {
    if (peek(token) == ',') [[likely]]
      return after(token);
    return peek(token) == closing ? token : no_separator(token, closing);
  }

  // The text of the string on which the cursor stands, with its escapes resolved: valid until the next one is read.
  // False after a wrong escape, which is reported at the pointer so many `levels` up. Some bytes can be read behind it.
  [[nodiscard]] auto string(Token token, std::string_view& text, std::size_t levels = 0) -> bool {
    const auto* begin = at(token) + 1;
    const auto* end = bytes_ + token[1] - 1;
    while (*end != '"') --end;
    text = {begin, static_cast<std::size_t>(end - begin)};
    return slash_ >= end || plain(text, levels);
  }
  // The characters of `true`, `false`, `null` or a number; false where there is none of them.
  auto word(Token token, std::string_view& text) -> bool;
  // Reads any value and checks it.
  auto skip(Token token) -> Token;
  // Nothing stands behind the one value of the text.
  auto finish(Token token) -> bool;

  // How many elements the array has on which the cursor stands, all of which is brought into the window.
  auto count_elements(Token& token) -> std::size_t;

  // ---- of keys that are no fields: whether one comes twice ----
  [[nodiscard]] auto met() const -> std::size_t { return met_.size(); }
  void meet(const Key& key) { met_.push_back({hash_bytes(key.text), static_cast<std::uint32_t>(key.extent.begin)}); }
  // Reports those that came twice since there were `before`, and forgets them.
  void part(std::size_t before);

  [[nodiscard]] auto depth() const -> std::size_t { return depth_; }

  // ---- messages ----
  // True where no messages are to be built: then the cursor remembers that there was one.
  auto give_up() -> bool { return gave_up_ = gave_up_ || silent_; }
  [[nodiscard]] auto gave_up() const -> bool { return gave_up_; }
  // The pointer of the value that is being read; `levels` up, that of what contains it.
  [[nodiscard]] auto pointer(std::size_t levels = 0) const -> std::string;
  [[nodiscard]] auto offset(Token token) const -> std::uint32_t { return begin_ + *token; }
  // Characters of the value at the token, in the file: a scalar, or an opening bracket.
  [[nodiscard]] auto extent(Token token) const -> Extent;
  // The opening bracket of what contains it.
  [[nodiscard]] auto container() const -> Extent {
    return {path_[depth_].container, std::size_t{path_[depth_].container} + 1};
  }
  [[nodiscard]] auto written(Extent extent) const -> std::string_view {
    return source_.text().substr(extent.begin, extent.end - extent.begin);
  }
  // The key that is being read stands in this object a second time.
  void report_again(const Key& key);
  // Whether an error ended it that concerns the text as a whole.
  [[nodiscard]] auto fault() const -> TextFault { return windows_.fault(); }
  [[nodiscard]] auto fault_offset() const -> std::uint64_t { return windows_.fault_offset(); }

 private:
  struct Step {
    std::uint32_t container = 0;  // where the object or array begins
    std::uint32_t step = 0;       // where the key begins, or which element
  };

  auto next_window() -> Token;
  auto take_window() -> Token;
  auto plain(std::string_view& text, std::size_t levels) -> bool;
  auto elements(Token token) -> Token;
  auto members(Token token) -> Token;
  auto key_text(std::uint64_t offset) const -> std::string;
  void report_twice(const MetKey& first, const MetKey& second);

  auto too_deep(Token token) -> bool;
  auto no_separator(Token token, char closing) -> Token;
  auto bad_escape(std::uint32_t at, std::size_t levels) -> bool;
  auto unexpected(Token token, const Localised& expected, std::size_t levels) -> Token;
  auto report_fault(std::size_t levels) -> Token;

  const SourceFile& source_;
  std::uint64_t begin_of_text_;
  JsonWindows windows_;
  bool silent_;
  bool gave_up_ = false;
  Problems& problems_;
  const char* bytes_ = nullptr;
  std::uint32_t begin_ = 0;  // of the window in the file
  Token tokens_end_ = nullptr;
  const char* slash_ = nullptr;  // the first backslash behind the last string that was looked at, or the window's end
  std::size_t depth_ = 0;
  std::array<Step, deepest_nesting + 2> path_;  // by depth, from 1
  std::vector<MetKey> met_;                     // of the open objects, the inner ones' last
  std::string unescaped_;
};

}  // namespace dengbao::facts
