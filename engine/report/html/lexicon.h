#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace dengbao::report::html {

// JSON texts, each kept once and known by its number. The page's data refer to them by these numbers.
class Shelf {
 public:
  [[nodiscard]] auto add(std::string json) -> std::uint32_t;
  [[nodiscard]] auto size() const -> std::size_t { return order_.size(); }
  void write(std::string& out) const;  // as a JSON array

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<const std::string*> order_;
};

// Stands in words for the name of the subject that they are about, and at the head of a pointer for the pointer to it,
// so that what is said alike of a thousand hosts is kept once. It cannot occur otherwise: what is hidden is written
// out.
inline constexpr char self = '\x7f';

// How a subject is named in its own words.
struct Names {
  std::string en;
  std::string zh;
  std::string pointer;
};

// Everything that the page says, in both languages.
class Lexicon {
 public:
  // Words, made printable. `names`: of the subject that they are about, or null.
  [[nodiscard]] auto words(std::string_view en, std::string_view zh, const Names* names = nullptr) -> std::uint32_t;
  [[nodiscard]] auto same(std::string_view words) -> std::uint32_t;  // in both languages
  [[nodiscard]] auto pointer(std::string_view pointer, const Names* names) -> std::uint32_t;

  void write(std::string& out) const { words_.write(out); }

 private:
  Shelf words_;
};

// A text as JSON.
[[nodiscard]] auto json_text_of(std::string_view text) -> std::string;

}  // namespace dengbao::report::html
