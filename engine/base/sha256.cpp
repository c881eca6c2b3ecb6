#include "base/sha256.h"

#include <nettle/sha2.h>

#include <array>

namespace dengbao {
namespace {

auto bytes_of(std::string_view text) -> const std::uint8_t* {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

struct Sha256::State {
  sha256_ctx context{};
};

Sha256::Sha256() : state_(std::make_unique<State>()) { ::sha256_init(&state_->context); }
Sha256::Sha256(Sha256&&) noexcept = default;
auto Sha256::operator=(Sha256&&) noexcept -> Sha256& = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) { ::sha256_update(&state_->context, bytes.size(), bytes_of(bytes)); }

auto Sha256::digits() -> std::string {
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  ::sha256_digest(&state_->context, digest.size(), digest.data());
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const auto byte : digest) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

auto sha256(std::string_view bytes) -> std::string {
  Sha256 hash;
  hash.add(bytes);
  return hash.digits();
}

}  // namespace dengbao
