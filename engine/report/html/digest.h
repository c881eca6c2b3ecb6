#pragma once

#include <array>
#include <string>
#include <string_view>

namespace dengbao::report::html {

using Digest = std::array<unsigned char, 32>;

[[nodiscard]] auto sha256_of(std::string_view bytes) -> Digest;
[[nodiscard]] auto hexadecimal(const Digest& digest) -> std::string;
[[nodiscard]] auto base64(const Digest& digest) -> std::string;

}  // namespace dengbao::report::html
