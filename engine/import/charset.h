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

}  // namespace dengbao::importing
