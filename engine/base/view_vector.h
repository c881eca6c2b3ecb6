#pragma once

#include <cstddef>
#include <span>
#include <type_traits>
#include <vector>

namespace dengbao {

// A vector of plain data that owns its elements, or views those of a file that was read.
template <typename T>
  requires std::is_trivially_copyable_v<T>
class ViewVector {
 public:
  using value_type = T;

  ViewVector() = default;
  static auto view(std::span<const T> elements) -> ViewVector {
    ViewVector made;
    made.view_ = elements;
    return made;
  }

  [[nodiscard]] auto data() const -> const T* { return view_.empty() ? own_.data() : view_.data(); }
  [[nodiscard]] auto size() const -> std::size_t { return view_.empty() ? own_.size() : view_.size(); }
  [[nodiscard]] auto empty() const -> bool { return size() == 0; }
  [[nodiscard]] auto operator[](std::size_t index) const -> const T& { return data()[index]; }
  [[nodiscard]] auto begin() const -> const T* { return data(); }
  [[nodiscard]] auto end() const -> const T* { return data() + size(); }
  // Only of elements of its own.
  [[nodiscard]] auto operator[](std::size_t index) -> T& { return own_[index]; }
  void push_back(const T& element) { own_.push_back(element); }

 private:
  std::vector<T> own_;
  std::span<const T> view_;
};

}  // namespace dengbao
