#include "collect/storage.h"

#include "collect/text.h"

namespace dengbao::collect {
namespace {

auto is_octal(char c) -> bool { return c >= '0' && c <= '7'; }

auto decoded(std::string_view text) -> std::string {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '\\' && i + 3 < text.size() && is_octal(text[i + 1]) && is_octal(text[i + 2]) &&
                        is_octal(text[i + 3]);
    if (!escape) {
      result += text[i];
      continue;
    }
    result += static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
    i += 3;
  }
  return result;
}

}  // namespace

auto parse_mounts(std::string_view text) -> std::vector<Mount> {
  std::vector<Mount> result;
  for (const auto line : lines(text)) {
    const auto fields = words(line);
    if (fields.size() >= 4) result.push_back({decoded(fields[0]), decoded(fields[1]), std::string(fields[2])});
  }
  return result;
}

auto is_crypt_uuid(std::string_view uuid) -> bool { return uuid.starts_with("CRYPT-"); }

}  // namespace dengbao::collect
