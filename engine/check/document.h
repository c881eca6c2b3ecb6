#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// A JSON document as a plain tree. Numbers stay the text that they are written in.
namespace dengbao::check {

// Why a certificate is not accepted.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Doc {
  enum class Is { null, truth, number, text, list, object };
  Is is = Is::null;
  bool truth = false;
  std::string text;               // of a number or text
  std::vector<Doc> items;         // of a list, or the members of an object
  std::vector<std::string> keys;  // of an object

  [[nodiscard]] auto find(std::string_view key) const
      -> const Doc*;                                                // null where there is no such member, or it is null
  [[nodiscard]] auto at(std::string_view key) const -> const Doc&;  // refuses where there is none
  [[nodiscard]] auto at(std::size_t index) const -> const Doc&;
  [[nodiscard]] auto as_text() const -> const std::string&;  // refuses where it is no text, as below
  [[nodiscard]] auto as_list() const -> const std::vector<Doc>&;
  [[nodiscard]] auto as_count() const -> std::size_t;  // a whole number from 0 on
};

// Refuses what is not JSON, an object with the same key twice, and nesting deeper than 1 000.
[[nodiscard]] auto parse(std::string_view text, const std::string& name) -> Doc;

// The text in Unicode's normal form C: an accent that is written apart is the same as one that is not.
[[nodiscard]] auto composed(const std::string& text) -> std::string;

[[nodiscard]] auto sha256(std::string_view bytes) -> std::string;  // 64 hexadecimal digits

}  // namespace dengbao::check
