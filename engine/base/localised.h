#pragma once

#include "base/text.h"

namespace dengbao {

enum class Lang { en, zh };

// The same words in both languages. `zh` may be empty: then the English words stand in for it.
struct Localised {
  Text en;
  Text zh;

  [[nodiscard]] auto in(Lang lang) const -> const Text& { return lang == Lang::zh && !zh.empty() ? zh : en; }
  [[nodiscard]] auto empty() const -> bool { return en.empty() && zh.empty(); }
  friend auto operator==(const Localised&, const Localised&) -> bool = default;
};

}  // namespace dengbao
