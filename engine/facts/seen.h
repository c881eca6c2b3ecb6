#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace dengbao::facts {

// Which fields of an object have come: bits of the first 64, marks of the others.
struct Seen {
  std::uint64_t keys = 0;
  std::uint64_t values = 0;  // not null, and as the record wants them
  std::size_t more = 0;      // where the marks of the others begin
};

// Notes for each of the open objects which of its fields have come.
class Marks {
 public:
  static constexpr std::uint32_t bits = 64;

  // For an object that is opened, and when it is closed.
  [[nodiscard]] auto begin() const -> Seen { return {0, 0, more_.size()}; }
  void end(const Seen& seen) {
    if (more_.size() != seen.more) more_.resize(seen.more);
  }

  // The field's key stands in the object; false where it did before.
  auto key(Seen& seen, std::uint32_t number) -> bool {
    if (number < bits) [[likely]] {
      const auto bit = std::uint64_t{1} << number;
      const bool fresh = (seen.keys & bit) == 0;
      seen.keys |= bit;
      return fresh;
    }
    auto& mark = mark_of(seen, number);
    const bool fresh = mark == 0;
    mark |= key_seen;
    return fresh;
  }
  // It has a value.
  void value(Seen& seen, std::uint32_t number) {
    if (number < bits) [[likely]] {
      seen.values |= std::uint64_t{1} << number;
    } else {
      mark_of(seen, number) |= value_seen;
    }
  }
  [[nodiscard]] auto has_key(const Seen& seen, std::uint32_t number) -> bool {
    return number < bits ? (seen.keys >> number & 1) != 0 : mark_of(seen, number) != 0;
  }
  // Of a field past the first 64.
  [[nodiscard]] auto has_value(const Seen& seen, std::uint32_t number) -> bool {
    return (mark_of(seen, number) & value_seen) != 0;
  }

 private:
  static constexpr std::uint8_t key_seen = 1;
  static constexpr std::uint8_t value_seen = 2;

  auto mark_of(const Seen& seen, std::uint32_t number) -> std::uint8_t& {
    const auto at = seen.more + number - bits;
    if (at >= more_.size()) more_.resize(at + 1);
    return more_[at];
  }

  std::vector<std::uint8_t> more_;
};

}  // namespace dengbao::facts
