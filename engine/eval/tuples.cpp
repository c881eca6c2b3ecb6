#include <algorithm>

#include "eval/relations.h"

namespace dengbao::eval {
namespace {

auto hash_of(const Tuple& tuple) -> std::size_t {
  std::size_t out = tuple.size();
  for (const auto& value : tuple) out = out * 0x9e3779b97f4a7c15U + hash(value);
  return out;
}

auto all_known(const Tuple& tuple) -> bool {
  return std::ranges::none_of(tuple, [](const Value& value) { return value.is_unknown(); });
}

auto tuple_may_be(const Value& a, const Value& b) -> bool { return !a.is_value() || !b.is_value() || same(a, b); }

}  // namespace

auto TupleSet::contains(const Tuple& tuple) const -> bool {
  const auto [first, last] = by_tuple_.equal_range(hash_of(tuple));
  return std::any_of(first, last,
                     [&](const auto& one) { return std::ranges::equal(tuples_[one.second], tuple, same); });
}

auto TupleSet::may_contain(const Tuple& tuple) const -> bool {
  if (all_known(tuple) && contains(tuple)) return true;
  const auto fits = [&](std::size_t at) { return std::ranges::equal(tuples_[at], tuple, tuple_may_be); };
  if (all_known(tuple)) return std::ranges::any_of(loose_, fits);
  const auto known = std::ranges::find_if(tuple, [](const Value& value) { return value.is_value(); });
  const auto column = static_cast<std::size_t>(known - tuple.begin());
  if (known == tuple.end()) return !tuples_.empty();
  return std::ranges::any_of(with(column, *known, 0), fits);
}

// A tuple with any value in place of some of these says as much.
auto TupleSet::covered(const Tuple& tuple) const -> bool {
  const auto covers = [](const Value& other, const Value& mine) {
    return other.is_unknown() || (mine.is_value() && same(other, mine));
  };
  return std::ranges::any_of(loose_, [&](std::size_t at) { return std::ranges::equal(tuples_[at], tuple, covers); });
}

auto TupleSet::add(const Tuple& tuple) -> bool {
  const bool known = all_known(tuple);
  if ((known && contains(tuple)) || covered(tuple)) return false;
  const auto at = tuples_.size();
  by_value_.resize(tuple.size());
  any_.resize(tuple.size());
  for (std::size_t i = 0; i < tuple.size(); ++i) {
    (tuple[i].is_unknown() ? any_[i] : by_value_[i][hash(tuple[i])]).push_back(at);
  }
  if (known) by_tuple_.emplace(hash_of(tuple), at);
  if (!known) loose_.push_back(at);
  tuples_.push_back(tuple);
  return true;
}

auto TupleSet::with(std::size_t column, const Value& value, std::size_t first) const -> std::vector<std::size_t> {
  std::vector<std::size_t> out;
  if (by_value_.empty()) return out;
  const auto add_from = [&](const std::vector<std::size_t>& places) {
    out.insert(out.end(), std::ranges::lower_bound(places, first), places.end());
  };
  if (const auto found = by_value_[column].find(hash(value)); found != by_value_[column].end()) add_from(found->second);
  add_from(any_[column]);
  return out;
}

// ---- closures ----

Closure::Closure(const TupleSet& edges) {
  for (std::size_t i = 0; i < edges.size(); ++i) {
    const auto from = add_node(edges[i][0]);
    const auto to = add_node(edges[i][1]);
    targets_[from].push_back(to);
  }
  found_.resize(nodes_.size());
}

auto Closure::node_of(const Value& value) const -> std::optional<std::uint32_t> {
  const auto [first, last] = by_hash_.equal_range(hash(value));
  const auto found = std::find_if(first, last, [&](const auto& one) { return same(nodes_[one.second], value); });
  return found == last ? std::nullopt : std::optional(found->second);
}

auto Closure::add_node(const Value& value) -> std::uint32_t {
  if (const auto node = node_of(value)) return *node;
  const auto node = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back(value);
  targets_.emplace_back();
  by_hash_.emplace(hash(value), node);
  return node;
}

auto Closure::contains(const Tuple& tuple) -> bool {
  const auto source = node_of(tuple[0]);
  const auto target = node_of(tuple[1]);
  if (!source || !target) return false;
  auto& found = found_[*source];
  if (!found) {
    found.emplace(nodes_.size());
    auto ahead = targets_[*source];
    while (!ahead.empty()) {
      const auto node = ahead.back();
      ahead.pop_back();
      if ((*found)[node]) continue;
      (*found)[node] = true;
      ahead.insert(ahead.end(), targets_[node].begin(), targets_[node].end());
    }
  }
  return (*found)[*target];
}

}  // namespace dengbao::eval
