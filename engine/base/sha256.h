#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace dengbao {

// SHA-256 (FIPS 180-4) of bytes that come piece by piece.
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  auto operator=(Sha256&&) noexcept -> Sha256&;
  ~Sha256();

  void add(std::string_view bytes);
  // 64 hexadecimal digits in lower case; asked once, after the last byte.
  [[nodiscard]] auto digits() -> std::string;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The same of bytes that are all there.
[[nodiscard]] auto sha256(std::string_view bytes) -> std::string;

}  // namespace dengbao
