#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <concepts>
#include <cstddef>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace dengbao {

// Words that are made once and kept for long: a copy of its own, or a view of bytes that stay as long as it does
// (compiled policies, of which a run reads a hundredth). It is read as a `std::string_view`, and becomes a
// `std::string` where one is asked for.
class Text {
 public:
  Text() = default;
  Text(std::string_view words)
      : own_(copy(words)), words_(own_.get(), words.size()) {}       // NOLINT(google-explicit-constructor)
  Text(const std::string& words) : Text(std::string_view(words)) {}  // NOLINT(google-explicit-constructor)
  Text(const char* words) : Text(std::string_view(words)) {}         // NOLINT(google-explicit-constructor)
  // Of bytes that stay as long as the text and its copies do.
  [[nodiscard]] static auto of_view(std::string_view words) -> Text {
    Text text;
    text.words_ = words;
    return text;
  }

  Text(const Text& other) : own_(other.own_ ? copy(other.words_) : nullptr), words_(other.words_) {
    if (own_) words_ = {own_.get(), words_.size()};
  }
  Text(Text&& other) noexcept : own_(std::move(other.own_)), words_(std::exchange(other.words_, {})) {}
  auto operator=(Text other) noexcept -> Text& {
    own_ = std::move(other.own_);
    words_ = std::exchange(other.words_, {});
    return *this;
  }
  ~Text() = default;

  [[nodiscard]] auto view() const -> std::string_view { return words_; }
  [[nodiscard]] auto str() const -> std::string { return std::string(words_); }
  operator std::string_view() const { return words_; }  // NOLINT(google-explicit-constructor): it is read as one
  operator std::string() const { return str(); }        // NOLINT(google-explicit-constructor)
  [[nodiscard]] auto empty() const -> bool { return words_.empty(); }
  [[nodiscard]] auto size() const -> std::size_t { return words_.size(); }
  [[nodiscard]] auto data() const -> const char* { return words_.data(); }
  // Of a part of it, or `npos` of a string.
  [[nodiscard]] auto find(std::string_view part, std::size_t from = 0) const -> std::size_t {
    return words_.find(part, from);
  }
  [[nodiscard]] auto begin() const { return words_.begin(); }
  [[nodiscard]] auto end() const { return words_.end(); }

  auto operator+=(std::string_view more) -> Text& { return *this = Text(str().append(more)); }
  template <std::convertible_to<std::string_view> Other>
  friend auto operator+(const Text& text, const Other& more) -> std::string {
    return text.str().append(std::string_view(more));
  }
  friend auto operator+(const Text& text, char more) -> std::string { return text.str() + more; }
  friend auto operator+(std::string before, const Text& text) -> std::string { return before.append(text.words_); }
  friend auto operator+(const char* before, const Text& text) -> std::string { return std::string(before) + text; }

  friend auto operator<<(std::ostream& out, const Text& text) -> std::ostream& { return out << text.words_; }

  template <std::convertible_to<std::string_view> Other>
  friend auto operator==(const Text& text, const Other& other) -> bool {
    return text.words_ == std::string_view(other);
  }
  template <std::convertible_to<std::string_view> Other>
  friend auto operator<=>(const Text& text, const Other& other) {
    return text.words_ <=> std::string_view(other);
  }

 private:
  static auto copy(std::string_view words) -> std::unique_ptr<char[]> {
    if (words.empty()) return nullptr;
    auto own = std::make_unique_for_overwrite<char[]>(words.size());
    std::ranges::copy(words, own.get());
    return own;
  }

  std::unique_ptr<char[]> own_;  // null: the words lie elsewhere, or there are none
  std::string_view words_;
};

}  // namespace dengbao

template <>
struct fmt::formatter<dengbao::Text> : fmt::formatter<std::string_view> {
  auto format(const dengbao::Text& text, fmt::format_context& context) const {
    return fmt::formatter<std::string_view>::format(text.view(), context);
  }
};
