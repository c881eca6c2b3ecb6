#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace dengbao::facts {

// What is wrong with a text below the level of JSON's grammar.
enum class TextFault : std::uint8_t { none, not_utf8, open_string, control_character, too_large };

// Where the tokens of a JSON text begin: every bracket, colon, comma, opening quote and first character of another
// scalar.
//
// Between the start of a string and the next token stands nothing but the string and white space. Where there is a
// fault, the tokens end before it, so that a reader meets the errors that come earlier in the text first.
class JsonIndex {
 public:
  explicit JsonIndex(std::string_view text);
  JsonIndex(JsonIndex&&) noexcept;
  auto operator=(JsonIndex&&) noexcept -> JsonIndex&;
  ~JsonIndex();

  [[nodiscard]] auto tokens() const -> std::span<const std::uint32_t> { return tokens_; }
  [[nodiscard]] auto fault() const -> TextFault { return fault_; }
  [[nodiscard]] auto fault_offset() const -> std::size_t { return fault_offset_; }
  // The tokens cover the text up to here.
  [[nodiscard]] auto end() const -> std::size_t { return end_; }

 private:
  void index_slowly(std::string_view text);
  auto string_end(std::string_view text, std::size_t begin) -> std::size_t;

  struct Fast;  // simdjson's own index
  std::unique_ptr<Fast> fast_;
  std::vector<std::uint32_t> slow_;
  std::span<const std::uint32_t> tokens_;
  TextFault fault_ = TextFault::none;
  std::size_t fault_offset_ = 0;
  std::size_t end_ = 0;
};

}  // namespace dengbao::facts
