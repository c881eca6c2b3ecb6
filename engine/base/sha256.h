#pragma once

#include <string>
#include <string_view>

namespace dengbao {

// SHA-256 of the bytes as 64 hexadecimal digits in lower case; empty if the library refuses.
[[nodiscard]] auto sha256(std::string_view bytes) -> std::string;

}  // namespace dengbao
