#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "facts/json_index.h"
#include "facts/problems.h"

namespace dengbao::facts {

// A key as it stands in an object: its text with escapes resolved, and its place with the quotes.
struct Key {
  std::string_view text;
  Extent extent;
};

// Walks a JSON text once, token by token, checks its grammar, and knows the pointer of where it is.
//
// Functions that read a value return false after an error in the grammar; nothing can be read then.
class JsonCursor {
 public:
  // `text` outlives the cursor and its keys.
  JsonCursor(std::string_view text, const JsonIndex& index, std::size_t shift, Problems& problems);

  [[nodiscard]] auto peek() const -> char { return offset() < end_ ? text_[offset()] : '\0'; }
  [[nodiscard]] auto at_null() const -> bool { return peek() == 'n'; }
  [[nodiscard]] auto offset() const -> std::size_t { return token_ < tokens_.size() ? tokens_[token_] : end_; }

  // Reads an object: `on_member(Key)` reads the value of each key. The cursor stands on `{`.
  template <typename OnMember>
  auto members(OnMember on_member) -> bool {
    if (!enter()) return false;
    if (peek() == '}') return leave();
    for (;;) {
      Key key;
      if (!read_key(key)) return false;
      path_.emplace_back(key.text);
      if (!on_member(key)) return false;
      path_.pop_back();
      if (peek() == '}') return leave();
      if (!separator('}')) return false;
    }
  }

  // Reads an array: `on_element(index)` reads each value. The cursor stands on `[`.
  template <typename OnElement>
  auto elements(OnElement on_element) -> bool {
    if (!enter()) return false;
    if (peek() == ']') return leave();
    for (std::size_t index = 0;; ++index) {
      path_.emplace_back(index);
      if (!on_element(index)) return false;
      path_.pop_back();
      if (peek() == ']') return leave();
      if (!separator(']')) return false;
    }
  }

  // Reads a string: its text, valid as long as the cursor and the text.
  auto string(std::string_view& text, Extent& extent) -> bool;
  // Reads `true`, `false`, `null` or a number: its characters.
  auto word(std::string_view& text, Extent& extent) -> bool;
  // Reads any value and checks it.
  auto skip() -> bool;
  // Nothing stands behind the one value of the text.
  auto finish() -> bool;

  // How many elements the array has on which the cursor stands, for a text whose grammar is right.
  [[nodiscard]] auto count_elements() const -> std::size_t;

  [[nodiscard]] auto pointer() const -> std::string;
  // Characters of the value on which the cursor stands, for a caret: a scalar, or an opening bracket.
  [[nodiscard]] auto extent() const -> Extent;
  [[nodiscard]] auto text() const -> std::string_view { return text_; }
  // Offsets of the file, where the text begins behind a byte order mark.
  [[nodiscard]] auto in_file(Extent extent) const -> Extent { return {extent.begin + shift_, extent.end + shift_}; }
  void report_twice(const Key& first, const Key& second, std::string pointer);

 private:
  using Step = std::variant<std::string_view, std::size_t>;

  void next() { ++token_; }
  [[nodiscard]] auto next_offset() const -> std::size_t {
    return token_ + 1 < tokens_.size() ? tokens_[token_ + 1] : end_;
  }
  auto enter() -> bool;
  auto leave() -> bool;
  auto read_key(Key& key) -> bool;
  auto separator(char closing) -> bool;
  auto skip_object() -> bool;
  auto keep(std::string text) -> std::string_view;
  auto bad_escape(std::size_t at) -> bool;
  auto unexpected(const Localised& expected) -> bool;
  auto report_fault() -> bool;

  std::string_view text_;
  const JsonIndex& index_;
  std::span<const std::uint32_t> tokens_;
  std::size_t end_;
  std::size_t shift_;
  Problems& problems_;
  std::size_t token_ = 0;
  int depth_ = 0;
  std::vector<Step> path_;
  std::vector<Key> keys_;  // of the objects being skipped, the inner ones last
  std::deque<std::string> unescaped_;
};

// Finds keys given twice among those of one object.
void report_twice(JsonCursor& cursor, std::span<Key> keys);

}  // namespace dengbao::facts
