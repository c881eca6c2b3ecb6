#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/bytes.h"

namespace dengbao::facts {

// Finds a name's number: the keys of a record, the words of a choice.
class NameTable {
 public:
  void add(std::string_view name, std::uint32_t number) {
    names_.push_back({std::string(name) + std::string(ahead, '\0'), name.size(), number});
    if (2 * names_.size() > slots_.size()) {
      slots_.assign(std::bit_ceil(4 * names_.size()), 0);
      for (std::size_t i = 0; i < names_.size(); ++i) enter(i);
    } else {
      enter(names_.size() - 1);
    }
  }

  // Eight bytes can be read behind the end of `name`.
  [[nodiscard]] auto find(std::string_view name) const -> std::optional<std::uint32_t> {
    if (slots_.empty()) return std::nullopt;
    for (auto slot = slot_of(name); slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
      const auto& entry = names_[slots_[slot] - 1];
      if (entry.size == name.size() && same_bytes(entry.name.data(), name.data(), entry.size)) return entry.number;
    }
    return std::nullopt;
  }

 private:
  struct Entry {
    std::string name;  // with some bytes behind it
    std::size_t size;
    std::uint32_t number;
  };
  static constexpr std::size_t ahead = 8;

  [[nodiscard]] auto slot_of(std::string_view name) const -> std::size_t {
    return hash_bytes(name) & (slots_.size() - 1);
  }
  void enter(std::size_t entry) {
    auto slot = slot_of({names_[entry].name.data(), names_[entry].size});
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = static_cast<std::uint32_t>(entry + 1);
  }

  std::vector<Entry> names_;
  std::vector<std::uint32_t> slots_;  // a power of two: an entry's number from 1, or 0
};

}  // namespace dengbao::facts
