#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

#include "facts/block.h"

namespace dengbao::facts {

// The texts of a store, one behind the other, each behind its length: a cell needs only to know where its text begins.
class Texts {
 public:
  // Where the empty text is.
  static constexpr std::uint32_t empty = 0;

  [[nodiscard]] auto at(std::uint32_t where) const -> std::string_view {
    const auto* begin = bytes_.as<const unsigned char>() + where;
    if (*begin < long_one) [[likely]]
      return {reinterpret_cast<const char*>(begin) + 1, *begin};
    std::uint32_t size = 0;
    std::memcpy(&size, begin + 1, sizeof size);
    return {reinterpret_cast<const char*>(begin) + 1 + sizeof size, size};
  }

  // Adds a text of which `slack` bytes more can be read than it has.
  auto add(std::string_view text) -> std::uint32_t {
    if (used_ + text.size() + room_ahead > bytes_.size()) bytes_.reserve(used_ + text.size() + room_ahead);
    const auto where = used_;
    auto* to = bytes_.as<char>() + where;
    if (text.size() < long_one) [[likely]] {
      *to++ = static_cast<char>(text.size());
      used_ += 1 + text.size();
    } else {
      const auto size = static_cast<std::uint32_t>(text.size());
      *to++ = static_cast<char>(long_one);
      std::memcpy(to, &size, sizeof size);
      to += sizeof size;
      used_ += 1 + sizeof size + text.size();
    }
    for (std::size_t done = 0; done < text.size(); done += step) std::memcpy(to + done, text.data() + done, step);
    return static_cast<std::uint32_t>(where);
  }

  // How far a text that is added can be read behind its end.
  static constexpr std::size_t slack = 16;

  // Adds all texts of another; gives by how much they moved.
  auto append(const Texts& other) -> std::uint32_t {
    const auto moved = used_ - 1;  // the other's empty text is ours
    bytes_.reserve(moved + other.used_ + room_ahead);
    std::memcpy(bytes_.as<char>() + used_, other.bytes_.as<const char>() + 1, other.used_ - 1);
    used_ = moved + other.used_;
    return static_cast<std::uint32_t>(moved);
  }

  Texts() { bytes_.reserve(room_ahead); }

 private:
  static constexpr unsigned char long_one = std::numeric_limits<unsigned char>::max();
  static constexpr std::size_t step = slack;
  static constexpr std::size_t room_ahead = 64;

  Block bytes_;
  std::size_t used_ = 1;
};

}  // namespace dengbao::facts
