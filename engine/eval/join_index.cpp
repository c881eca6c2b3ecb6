#include "eval/join_index.h"

#include <algorithm>
#include <bit>
#include <iterator>

namespace dengbao::eval {

JoinIndex::JoinIndex(const Column& keys, std::size_t size)
    : heads(std::bit_ceil(std::size_t{2} * size + 2), none), next(size), hashes(size) {
  const auto mask = heads.size() - 1;
  for (auto member = static_cast<std::uint32_t>(size); member-- > 0;) {
    const auto hash = keys.hash(member);
    hashes[member] = hash;
    if (hash == Column::hash_of_none) continue;
    if (hash == Column::hash_of_unknown) {
      unknown.push_back(member);
      continue;
    }
    auto& first = heads[hash & mask];
    next[member] = first;
    first = member;
  }
  std::ranges::reverse(unknown);
}

auto JoinIndex::candidates(std::uint64_t hash) const -> Lane<std::uint32_t> {
  Lane<std::uint32_t> found;
  for (auto at = head(hash); at != none; at = next[at]) {
    if (hashes[at] == hash) found.push_back(at);
  }
  if (unknown.empty()) return found;
  Lane<std::uint32_t> merged;
  std::ranges::merge(found, unknown, std::back_inserter(merged));
  return merged;
}

void JoinIndex::change(std::uint32_t member, std::uint64_t hash) {
  if (hashes[member] == hash) return;
  take_out(member);
  hashes[member] = hash;
  put_in(member);
}

void JoinIndex::take_out(std::uint32_t member) {
  const auto hash = hashes[member];
  if (hash == Column::hash_of_none) return;
  if (hash == Column::hash_of_unknown) {
    unknown.erase(std::ranges::lower_bound(unknown, member));
    return;
  }
  auto* link = &heads[hash & (heads.size() - 1)];
  while (*link != member) link = &next[*link];
  *link = next[member];
}

void JoinIndex::put_in(std::uint32_t member) {
  const auto hash = hashes[member];
  if (hash == Column::hash_of_none) return;
  if (hash == Column::hash_of_unknown) {
    unknown.insert(std::ranges::lower_bound(unknown, member), member);
    return;
  }
  auto* link = &heads[hash & (heads.size() - 1)];
  while (*link < member) link = &next[*link];  // none is higher than all
  next[member] = *link;
  *link = member;
}

}  // namespace dengbao::eval
