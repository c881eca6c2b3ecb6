#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace dengbao::facts {

// Why the tokens of a text end before the text does.
enum class TextFault : std::uint8_t {
  none,
  open_string,
  control_character,
  not_utf8,  // these three concern the text as a whole, whatever else is wrong with it
  no_memory,
  unreadable,  // the file is not as long as it was, or a disk failed
};

// The place of a token, counted in the window that holds it.
using Token = const std::uint32_t*;

// Reads a JSON text in windows and finds where its tokens begin: every bracket, colon, comma, opening quote and first
// character of another scalar.
//
// A window ends behind a `}` or `,` that is a token, or with the text. Between the start of a string and the next token
// stands nothing but the string and white space. Where there is a fault, the tokens end before it, so that a reader
// meets the errors that come earlier in the text first.
class JsonWindows {
 public:
  static constexpr std::size_t usual_size = std::size_t{512} * 1024;
  // How far the bytes of a window can be read behind its end: zeros.
  static constexpr std::size_t padding = 64;

  // Begins with the window at `begin`; `size` is what a window should hold, and it is larger only where a string is.
  JsonWindows(const SourceFile& source, std::uint64_t begin, std::size_t size);
  JsonWindows(const JsonWindows&) = delete;
  auto operator=(const JsonWindows&) -> JsonWindows& = delete;
  ~JsonWindows();

  // The window behind this one; not past the last.
  void next() { read(begin_ + length_, size_); }
  // Reads from a place in this window on again, and further than its end.
  void widen(std::uint64_t begin);

  [[nodiscard]] auto is_last() const -> bool { return fault_ != TextFault::none || begin_ + length_ >= source_.size(); }
  // Where the window begins in the text.
  [[nodiscard]] auto begin() const -> std::uint64_t { return begin_; }
  [[nodiscard]] auto bytes() const -> const char* { return buffer_.get(); }
  // Behind the last token stand some that point at the end of the window, where a zero is.
  [[nodiscard]] auto tokens() const -> Token { return tokens_; }
  [[nodiscard]] auto tokens_end() const -> Token { return tokens_ + count_; }

  [[nodiscard]] auto fault() const -> TextFault { return fault_; }
  [[nodiscard]] auto fault_offset() const -> std::uint64_t { return begin_ + fault_at_; }

 private:
  void read(std::uint64_t begin, std::size_t wanted);
  auto fill(std::uint64_t begin, std::size_t wanted) -> bool;
  auto index() -> bool;
  void index_slowly();
  void end_tokens(std::uint32_t* tokens, std::size_t count, std::size_t end);
  void end_with(TextFault fault, std::size_t at);

  struct Indexer;  // simdjson's first stage
  const SourceFile& source_;
  std::size_t size_;
  std::unique_ptr<Indexer> indexer_;
  std::unique_ptr<char[]> buffer_;
  std::size_t room_ = 0;  // of the buffer, less the padding
  std::uint64_t begin_ = 0;
  std::size_t length_ = 0;
  std::vector<std::uint32_t> slow_;  // the tokens where there is a fault
  Token tokens_ = nullptr;
  std::size_t count_ = 0;
  TextFault fault_ = TextFault::none;
  std::size_t fault_at_ = 0;
};

}  // namespace dengbao::facts
