#include "import/charset.h"

#include <iconv.h>

#include <array>

#include "base/utf8.h"

namespace dengbao::importing {
namespace {

class CharacterSet {
 public:
  explicit CharacterSet(const char* name) : handle_(::iconv_open("UTF-8", name)) {}
  CharacterSet(const CharacterSet&) = delete;
  auto operator=(const CharacterSet&) -> CharacterSet& = delete;
  ~CharacterSet() {
    if (known()) ::iconv_close(handle_);
  }

  auto convert(std::string_view bytes) -> std::optional<std::string> {
    if (!known()) return std::nullopt;
    std::string out;
    std::array<char, 65536> buffer{};
    auto* from = const_cast<char*>(bytes.data());  // iconv reads from it only
    auto left = bytes.size();
    while (left > 0) {
      auto* to = buffer.data();
      auto room = buffer.size();
      const auto before = left;
      const auto result = ::iconv(handle_, &from, &left, &to, &room);
      out.append(buffer.data(), buffer.size() - room);
      // Only a full buffer is a reason to go on.
      if (result == static_cast<std::size_t>(-1) && (before == left || room > 16)) return std::nullopt;
    }
    return out;
  }

 private:
  [[nodiscard]] auto known() const -> bool { return handle_ != reinterpret_cast<::iconv_t>(-1); }
  ::iconv_t handle_;
};

auto decoded_from(const char* set, std::string_view bytes, bool guessed) -> std::optional<DecodedText> {
  auto text = CharacterSet(set).convert(bytes);
  if (!text || utf8::find_invalid(*text)) return std::nullopt;
  return DecodedText{std::move(*text), guessed};
}

}  // namespace

auto decode_text(std::string_view bytes) -> std::optional<DecodedText> {
  if (bytes.starts_with("\xff\xfe")) return decoded_from("UTF-16LE", bytes.substr(2), false);
  if (bytes.starts_with("\xfe\xff")) return decoded_from("UTF-16BE", bytes.substr(2), false);
  const auto text = bytes.substr(bytes.starts_with("\xef\xbb\xbf") ? 3 : 0);
  if (!utf8::find_invalid(text)) return DecodedText{std::string(text), false};
  return decoded_from("GB18030", bytes, true);
}

}  // namespace dengbao::importing
