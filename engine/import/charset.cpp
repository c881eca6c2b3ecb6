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

// Whether nine in ten of the characters that are not ASCII, read as pairs of bytes, are of GB 2312.
auto looks_chinese(std::string_view bytes) -> bool {
  std::size_t all = 0;
  std::size_t common = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80) continue;
    ++all;
    if (++at == bytes.size()) break;
    const auto trail = static_cast<unsigned char>(bytes[at]);
    const bool is_sign = lead >= 0xa1 && lead <= 0xa9;
    const bool is_letter = lead >= 0xb0 && lead <= 0xf7;
    if ((is_sign || is_letter) && trail >= 0xa1 && trail <= 0xfe) ++common;
  }
  return all > 0 && common * 10 >= all * 9;
}

}  // namespace

auto decode_text(std::string_view bytes) -> std::optional<DecodedText> {
  if (bytes.starts_with("\xff\xfe")) return decoded_from("UTF-16LE", bytes.substr(2), false);
  if (bytes.starts_with("\xfe\xff")) return decoded_from("UTF-16BE", bytes.substr(2), false);
  const auto text = bytes.substr(bytes.starts_with("\xef\xbb\xbf") ? 3 : 0);
  if (!utf8::find_invalid(text)) return DecodedText{std::string(text), false};
  return decoded_from("GB18030", bytes, true);
}

Utf8Text::Utf8Text(std::string_view bytes) : bytes_(bytes) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes_.remove_prefix(3);
  if (!utf8::find_invalid(bytes)) return;
  auto decoded = decode_text(bytes);
  if (decoded && (!decoded->guessed || looks_chinese(bytes))) decoded_ = std::move(decoded->text);
}

}  // namespace dengbao::importing
