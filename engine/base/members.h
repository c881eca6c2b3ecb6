#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

// The members of a plain struct, without a list of them that could be forgotten: how many there are is found by trying
// how many initialisers the struct takes, and a structured binding names them.
namespace dengbao {
namespace detail {

// Stands for an initialiser of any type but the struct itself, which one of its own kind could also initialise.
template <typename Struct>
struct Anything {
  template <typename T>
    requires(!std::is_same_v<T, Struct>)
  operator T() const;  // NOLINT: that is the point of it
};

template <typename T, std::size_t... Indexes>
concept TakesInitialisers = requires { T{(static_cast<void>(Indexes), Anything<T>{})...}; };

template <typename T, std::size_t Count>
constexpr auto takes = []<std::size_t... Indexes>(std::index_sequence<Indexes...>) {
  return TakesInitialisers<T, Indexes...>;
}(std::make_index_sequence<Count>{});

template <typename T, std::size_t Count = 0>
constexpr auto count_members() -> std::size_t {
  if constexpr (takes<T, Count + 1>) {
    return count_members<T, Count + 1>();
  } else {
    return Count;
  }
}

}  // namespace detail

// To be said by hand (as a specialisation) of a struct with a member that anything converts to in two ways. A wrong
// number never builds.
template <typename T>
inline constexpr std::size_t member_count = detail::count_members<T>();

// References to all members of a struct that has no base and no private member, in the order of their declaration.
template <typename Struct>
[[nodiscard]] constexpr auto members_of(Struct& whole) {
  constexpr auto count = member_count<std::remove_const_t<Struct>>;
  static_assert(count > 0 || std::is_empty_v<Struct>, "a member of this struct is initialised in two ways");
  // clang-format off
  if constexpr (count == 0) { return std::tie(); }
  else if constexpr (count == 1) { auto& [a] = whole; return std::tie(a); }
  else if constexpr (count == 2) { auto& [a, b] = whole; return std::tie(a, b); }
  else if constexpr (count == 3) { auto& [a, b, c] = whole; return std::tie(a, b, c); }
  else if constexpr (count == 4) { auto& [a, b, c, d] = whole; return std::tie(a, b, c, d); }
  else if constexpr (count == 5) { auto& [a, b, c, d, e] = whole; return std::tie(a, b, c, d, e); }
  else if constexpr (count == 6) { auto& [a, b, c, d, e, f] = whole; return std::tie(a, b, c, d, e, f); }
  else if constexpr (count == 7) { auto& [a, b, c, d, e, f, g] = whole; return std::tie(a, b, c, d, e, f, g); }
  else if constexpr (count == 8) { auto& [a, b, c, d, e, f, g, h] = whole; return std::tie(a, b, c, d, e, f, g, h); }
  else if constexpr (count == 9) { auto& [a, b, c, d, e, f, g, h, i] = whole; return std::tie(a, b, c, d, e, f, g, h, i); }
  else if constexpr (count == 10) {
    auto& [a, b, c, d, e, f, g, h, i, j] = whole;
    return std::tie(a, b, c, d, e, f, g, h, i, j);
  } else if constexpr (count == 11) {
    auto& [a, b, c, d, e, f, g, h, i, j, k] = whole;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k);
  } else if constexpr (count == 12) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l] = whole;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l);
  } else if constexpr (count == 13) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = whole;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m);
  } else if constexpr (count == 24) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x] = whole;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x);
  } else {
    static_assert(count == 0, "a struct of so many members needs its line here");
  }
  // clang-format on
}

}  // namespace dengbao
