#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>

// Memory for what is made and dropped all the time: what a thread gave back is taken again, without a search.
namespace dengbao {

// Pieces that a thread gave back, by size.
struct ReusedPieces {
  struct Piece {
    Piece* next;
  };
  static constexpr std::size_t sizes = 13;
  std::array<Piece*, sizes> heads{};

  ReusedPieces() = default;
  ReusedPieces(const ReusedPieces&) = delete;
  auto operator=(const ReusedPieces&) -> ReusedPieces& = delete;
  ~ReusedPieces() {
    for (auto* head : heads) {
      while (head != nullptr) ::operator delete(std::exchange(head, head->next));
    }
  }
};

// Sizes are powers of two. Whatever is larger than the largest goes back to the heap.
class ReusedMemory {
 public:
  [[nodiscard]] static auto take(std::size_t bytes) -> void* {
    if (bytes > largest) return ::operator new(bytes);
    const auto size = size_class(bytes);
    auto*& head = pieces.heads[size];
    if (head == nullptr) return ::operator new(smallest << size);
    auto* piece = head;
    head = piece->next;
    return piece;
  }
  static void give_back(void* memory, std::size_t bytes) noexcept {
    if (bytes > largest) return ::operator delete(memory);
    auto*& head = pieces.heads[size_class(bytes)];
    head = ::new (memory) ReusedPieces::Piece{head};
  }

 private:
  static constexpr std::size_t smallest = 16;
  // Under the address sanitizer nothing is used again, so that it sees what is used after its end.
#if defined(__SANITIZE_ADDRESS__)
  static constexpr std::size_t largest = 0;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  static constexpr std::size_t largest = 0;
#else
  static constexpr std::size_t largest = smallest << (ReusedPieces::sizes - 1);
#endif
#else
  static constexpr std::size_t largest = smallest << (ReusedPieces::sizes - 1);
#endif

  [[nodiscard]] static auto size_class(std::size_t bytes) -> std::size_t {
    return static_cast<std::size_t>(std::bit_width((bytes - 1) | (smallest - 1))) - std::bit_width(smallest - 1);
  }

  static constinit inline thread_local ReusedPieces pieces;
};

// An allocator for containers.
template <typename T>
struct Reusing {
  using value_type = T;

  Reusing() = default;
  template <typename Other>
  Reusing(const Reusing<Other>& /*other*/) noexcept {}  // NOLINT: all are alike

  [[nodiscard]] auto allocate(std::size_t count) -> T* {
    return static_cast<T*>(ReusedMemory::take(count * sizeof(T)));
  }
  void deallocate(T* memory, std::size_t count) noexcept { ReusedMemory::give_back(memory, count * sizeof(T)); }
  friend auto operator==(const Reusing& /*a*/, const Reusing& /*b*/) -> bool { return true; }
};

// One thing in such memory.
struct GiveBack {
  template <typename T>
  void operator()(T* made) const {
    std::destroy_at(made);
    ReusedMemory::give_back(made, sizeof(T));
  }
};
template <typename T>
using Reused = std::unique_ptr<T, GiveBack>;

template <typename T>
[[nodiscard]] auto make_reused(T&& value) -> Reused<T> {
  auto* memory = ReusedMemory::take(sizeof(T));
  return Reused<T>(::new (memory) T(std::forward<T>(value)));
}

}  // namespace dengbao
