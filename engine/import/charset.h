#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dengbao::importing {

struct DecodedText {
  std::string text;      // UTF-8, without a byte order mark
  bool guessed = false;  // nothing in it says what it was: it was no UTF-8, and makes sense as GB18030
};

// A text in UTF-8, in UTF-16 with a byte order mark, or in GB18030 (which holds GBK and GB2312). Nothing where it is
// none of these.
[[nodiscard]] auto decode_text(std::string_view bytes) -> std::optional<DecodedText>;

// What a machine wrote, with names that people gave (of zones, rules, accounts), in UTF-8: as it is where it is that
// already, and where nothing shows what else it is. A text is taken for GB18030 only if nine in ten of its characters
// beyond ASCII are of GB 2312, as in all Chinese writing: one broken letter in a text in UTF-8, or a name in Latin
// letters of one byte, must not turn into Chinese. Lines stay lines.
class Utf8Text {
 public:
  explicit Utf8Text(std::string_view bytes);
  [[nodiscard]] auto view() const -> std::string_view { return decoded_ ? std::string_view(*decoded_) : bytes_; }

 private:
  std::string_view bytes_;
  std::optional<std::string> decoded_;
};

}  // namespace dengbao::importing
