#pragma once

#include <cstddef>
#include <type_traits>

namespace dengbao::facts {

// Zeroed memory that grows. Large blocks grow by moving pages rather than bytes, and pages that nobody has written to
// take no memory: room ahead costs nothing, and growing never holds the old and the new at once.
class Block {
 public:
  Block() = default;
  Block(Block&& other) noexcept;
  auto operator=(Block&& other) noexcept -> Block&;
  ~Block();

  // Makes room for `bytes` in all, or more; never less than before. What is behind the old end is zero.
  void reserve(std::size_t bytes);
  [[nodiscard]] auto size() const -> std::size_t { return size_; }
  // As the values that were written into it, or zeros.
  template <typename T>
  [[nodiscard]] auto as() const -> T* {
    static_assert(std::is_trivially_copyable_v<T>);
    return static_cast<T*>(data_);
  }

 private:
  void grow_pages(std::size_t bytes);

  void* data_ = nullptr;
  std::size_t size_ = 0;
  bool pages_ = false;  // of the system's, not of the heap
};

}  // namespace dengbao::facts
