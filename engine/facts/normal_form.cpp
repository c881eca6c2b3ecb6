#include "facts/normal_form.h"

#include <algorithm>
#include <array>

namespace dengbao::facts {
namespace {

struct Stretch {
  std::uint32_t first;
  std::uint32_t last;
};
// Below the combining marks; dashes and quotation marks; CJK punctuation; kana; Han; full-width forms.
constexpr std::array<Stretch, 8> unchanging{{{0x0000, 0x02ff},
                                             {0x2010, 0x2027},
                                             {0x3001, 0x3029},
                                             {0x3041, 0x3096},
                                             {0x30a1, 0x30fa},
                                             {0x3400, 0x4dbf},
                                             {0x4e00, 0x9fff},
                                             {0xff01, 0xffef}}};

auto never_changes(std::uint32_t point) -> bool {
  return std::ranges::any_of(unchanging, [&](Stretch s) { return point >= s.first && point <= s.last; });
}

}  // namespace

auto is_plainly_normal(std::string_view text) -> bool {
  const auto low = [&](std::size_t at) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at])); };
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = low(at);
    if (lead < 0x80) {
      ++at;
    } else if (lead < 0xe0) {
      if (!never_changes((lead & 0x1fU) << 6 | (low(at + 1) & 0x3fU))) return false;
      at += 2;
    } else if (lead < 0xf0) {
      if (!never_changes((lead & 0x0fU) << 12 | (low(at + 1) & 0x3fU) << 6 | (low(at + 2) & 0x3fU))) return false;
      at += 3;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace dengbao::facts
