#include "explain/tuples.h"

#include <algorithm>
#include <numeric>

namespace dengbao::explain {
namespace {

auto hash_of(const Value& value) -> std::size_t { return value.is_unknown() ? 0 : hash(value); }

auto hash_of(const Tuple& tuple) -> std::size_t {
  std::size_t result = 0;
  for (const auto& value : tuple) result = result * 1'000'003 + hash_of(value);
  return result;
}

auto identical(const Tuple& a, const Tuple& b) -> bool {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Value& x, const Value& y) { return x.is_unknown() ? y.is_unknown() : same(x, y); });
}

}  // namespace

auto may_be(const Value& a, const Value& b) -> bool { return a.is_unknown() || b.is_unknown() || same(a, b); }

auto Tuples::add(DerivedTuple tuple) -> std::size_t {
  const auto place = tuples_.size();
  columns_.resize(tuple.tuple.size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto& value = tuple.tuple[i];
    (value.is_unknown() ? columns_[i].any : columns_[i].by_value[hash_of(value)]).push_back(place);
  }
  by_tuple_.emplace(hash_of(tuple.tuple), place);
  tuples_.push_back(std::move(tuple));
  return place;
}

auto Tuples::find(const Tuple& tuple) const -> std::optional<std::size_t> {
  const auto [first, last] = by_tuple_.equal_range(hash_of(tuple));
  for (auto it = first; it != last; ++it) {
    if (identical(tuples_[it->second].tuple, tuple)) return it->second;
  }
  return std::nullopt;
}

auto Tuples::candidates(std::size_t column, const Value& value) const -> std::vector<std::size_t> {
  std::vector<std::size_t> places;
  if (tuples_.empty()) return places;
  if (value.is_unknown()) {
    places.resize(tuples_.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    return places;
  }
  const auto& indexed = columns_[column];
  if (const auto found = indexed.by_value.find(hash_of(value)); found != indexed.by_value.end()) places = found->second;
  places.insert(places.end(), indexed.any.begin(), indexed.any.end());
  return places;
}

auto Tuples::matching(const Tuple& tuple) const -> std::vector<std::size_t> {
  const auto known = std::find_if(tuple.begin(), tuple.end(), [](const Value& value) { return !value.is_unknown(); });
  const auto column = known == tuple.end() ? 0 : static_cast<std::size_t>(known - tuple.begin());
  auto places = candidates(column, known == tuple.end() ? Value{} : *known);
  std::erase_if(places, [&](std::size_t place) {
    const auto& other = tuples_[place].tuple;
    return !std::equal(tuple.begin(), tuple.end(), other.begin(), other.end(), may_be);
  });
  return places;
}

}  // namespace dengbao::explain
