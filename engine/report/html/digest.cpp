#include "report/html/digest.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <stdexcept>

namespace dengbao::report::html {

auto sha256_of(std::string_view bytes) -> Digest {
  Digest digest{};
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 is not available");
  }
  return digest;
}

auto hexadecimal(const Digest& digest) -> std::string {
  std::string out;
  for (const auto byte : digest) out += fmt::format("{:02x}", byte);
  return out;
}

auto base64(const Digest& digest) -> std::string {
  std::array<unsigned char, 4 * ((std::tuple_size_v<Digest> + 2) / 3) + 1> text{};
  const auto length = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(digest.size()));
  return {text.begin(), text.begin() + length};
}

}  // namespace dengbao::report::html
