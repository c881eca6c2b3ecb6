#include "report/uuid.h"

#include <fmt/format.h>
#include <nettle/sha1.h>

#include <array>

namespace dengbao::report {
namespace {

// The version 5 UUID of "dengbao" in the name space for URLs.
constexpr std::array<unsigned char, 16> name_space = {0x16, 0xa8, 0xe2, 0x54, 0xa3, 0x5f, 0x54, 0x16,
                                                      0x92, 0xa9, 0x07, 0xa7, 0xf8, 0xb9, 0x59, 0xf0};

auto sha1(std::string_view text) -> std::array<std::uint8_t, SHA1_DIGEST_SIZE> {
  sha1_ctx context{};
  ::sha1_init(&context);
  ::sha1_update(&context, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
  std::array<std::uint8_t, SHA1_DIGEST_SIZE> digest{};
  ::sha1_digest(&context, digest.size(), digest.data());
  return digest;
}

}  // namespace

auto uuid_of(std::string_view name) -> std::string {
  std::string text(name_space.begin(), name_space.end());
  text += name;
  auto digest = sha1(text);
  digest[6] = static_cast<std::uint8_t>((digest[6] & 0x0f) | 0x50);  // version 5
  digest[8] = static_cast<std::uint8_t>((digest[8] & 0x3f) | 0x80);  // the variant of RFC 9562
  std::string out;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += fmt::format("{:02x}", digest[i]);
  }
  return out;
}

}  // namespace dengbao::report
