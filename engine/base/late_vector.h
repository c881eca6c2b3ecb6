#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace dengbao {

// A vector whose elements may be made when one of them is first asked for, once and for all threads; only their number
// is known before. Otherwise a vector like any other.
template <typename T>
class LateVector {
 public:
  using value_type = T;
  using Make = std::function<std::vector<T>()>;

  LateVector() = default;
  LateVector(std::vector<T> items) : items_(std::move(items)) {}  // NOLINT: it is one
  LateVector(std::size_t size, Make make) : later_(std::make_unique<Later>(size, std::move(make))) {}

  [[nodiscard]] auto size() const -> std::size_t { return waits() ? later_->size : items_.size(); }
  [[nodiscard]] auto empty() const -> bool { return size() == 0; }
  [[nodiscard]] auto operator[](std::size_t index) const -> const T& { return items()[index]; }
  [[nodiscard]] auto operator[](std::size_t index) -> T& { return items()[index]; }
  [[nodiscard]] auto begin() const { return std::as_const(items()).begin(); }
  [[nodiscard]] auto end() const { return std::as_const(items()).end(); }
  [[nodiscard]] auto begin() { return items().begin(); }
  [[nodiscard]] auto end() { return items().end(); }
  void push_back(T item) { items().push_back(std::move(item)); }

 private:
  struct Later {
    Later(std::size_t count, Make function) : size(count), make(std::move(function)) {}
    std::size_t size;
    Make make;
    std::once_flag once;
    std::atomic<bool> made = false;
  };

  [[nodiscard]] auto waits() const -> bool { return later_ && !later_->made.load(std::memory_order_acquire); }
  [[nodiscard]] auto items() const -> std::vector<T>& {
    if (waits()) {
      std::call_once(later_->once, [this] {
        items_ = later_->make();
        later_->made.store(true, std::memory_order_release);
      });
    }
    return items_;
  }

  mutable std::vector<T> items_;
  std::unique_ptr<Later> later_;
};

}  // namespace dengbao
