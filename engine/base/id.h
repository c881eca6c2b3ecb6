#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace dengbao {

// A typed index into a Store, passed by value. An id of one tag never converts to an id of another.
template <typename Tag>
struct Id {
  std::uint32_t index = 0;
  friend auto operator<=>(Id, Id) = default;
};

// An arena: values in the order in which they were added, addressed by their id, never removed. `Items` may be a
// LateVector.
template <typename IdType, typename T, typename Items = std::vector<T>>
class Store {
 public:
  Store() = default;
  explicit Store(Items items) : items_(std::move(items)) {}

  auto add(T value) -> IdType {
    items_.push_back(std::move(value));
    return IdType{static_cast<std::uint32_t>(items_.size() - 1)};
  }
  [[nodiscard]] auto operator[](IdType id) -> T& { return items_[id.index]; }
  [[nodiscard]] auto operator[](IdType id) const -> const T& { return items_[id.index]; }
  [[nodiscard]] auto size() const -> std::size_t { return items_.size(); }
  [[nodiscard]] auto empty() const -> bool { return items_.empty(); }
  [[nodiscard]] auto begin() const { return items_.begin(); }
  [[nodiscard]] auto end() const { return items_.end(); }
  [[nodiscard]] auto begin() { return items_.begin(); }
  [[nodiscard]] auto end() { return items_.end(); }

 private:
  Items items_;
};

// Several lambdas as one visitor of a variant. Without a catch-all, a new alternative stops the build where it matters.
template <typename... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <typename... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

}  // namespace dengbao

template <typename Tag>
struct std::hash<dengbao::Id<Tag>> {
  auto operator()(dengbao::Id<Tag> id) const noexcept -> std::size_t { return id.index; }
};
