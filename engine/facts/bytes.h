#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

// Bytes eight at a time.
namespace dengbao::facts {

// Eight bytes as a number.
[[nodiscard]] inline auto load8(const char* at) -> std::uint64_t {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

// Keeps the first `count` (0 to 8) of eight bytes, as they stand in memory.
[[nodiscard]] inline auto first_bytes(std::size_t count) -> std::uint64_t {
  static constexpr char ones[] = "\xff\xff\xff\xff\xff\xff\xff\xff\0\0\0\0\0\0\0";
  return load8(ones + 8 - count);
}

// Eight bytes can be read behind the end of `text`.
[[nodiscard]] inline auto is_ascii(std::string_view text) -> bool {
  std::uint64_t all = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) all |= load8(text.data() + at);
  all |= load8(text.data() + at) & first_bytes(text.size() - at);
  return (all & 0x8080808080808080U) == 0;
}

// Eight bytes can be read behind the end of `text`.
[[nodiscard]] inline auto hash_bytes(std::string_view text) -> std::uint64_t {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;
  auto hash = text.size() * odd;
  for (; text.size() > 8; text.remove_prefix(8)) {
    hash = (hash ^ load8(text.data())) * odd;
    hash ^= hash >> 32;
  }
  hash = (hash ^ (load8(text.data()) & first_bytes(text.size()))) * odd;
  return hash ^ hash >> 32;
}

// Eight bytes can be read behind the ends of both, which are equally long.
[[nodiscard]] inline auto same_bytes(const char* a, const char* b, std::size_t size) -> bool {
  std::size_t at = 0;
  for (; at + 8 < size; at += 8) {
    if (load8(a + at) != load8(b + at)) return false;
  }
  return ((load8(a + at) ^ load8(b + at)) & first_bytes(size - at)) == 0;
}

}  // namespace dengbao::facts
