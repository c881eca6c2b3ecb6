#include "base/sha256.h"

#include <openssl/evp.h>

#include <array>

namespace dengbao {

struct Sha256::State {
  struct Free {
    void operator()(EVP_MD_CTX* owned) const { EVP_MD_CTX_free(owned); }
  };
  std::unique_ptr<EVP_MD_CTX, Free> context{EVP_MD_CTX_new()};
  bool sound = false;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  state_->sound = state_->context && EVP_DigestInit_ex(state_->context.get(), EVP_sha256(), nullptr) == 1;
}
Sha256::Sha256(Sha256&&) noexcept = default;
auto Sha256::operator=(Sha256&&) noexcept -> Sha256& = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  state_->sound = state_->sound && EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1;
}

auto Sha256::digits() -> std::string {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (!state_->sound || EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) != 1) return {};
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned int i = 0; i < size; ++i) {
    text += digits[digest[i] >> 4U];
    text += digits[digest[i] & 15U];
  }
  return text;
}

auto sha256(std::string_view bytes) -> std::string {
  Sha256 hash;
  hash.add(bytes);
  return hash.digits();
}

}  // namespace dengbao
