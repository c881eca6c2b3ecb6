#include "reach/first_match.h"

#include <algorithm>

namespace dengbao::reach {
auto meaning(PacketSets& sets, std::span<const AccessRule> rules, std::optional<bool> otherwise, PacketSet asked)
    -> ListMeaning {
  ListMeaning result;
  auto& passing = result.passing;
  auto may_fail = PacketSet::none;
  auto blocked = PacketSet::none;  // a rule so far may have refused them
  auto open = asked;
  const auto take = [&](PacketSet packets, PacketSet in_part, std::optional<bool> allow) {
    if (allow.value_or(true)) passing.perhaps = sets.unite(passing.perhaps, packets);
    if (!allow.value_or(false)) may_fail = sets.unite(may_fail, packets);
    if (allow == true) passing.in_part = sets.unite(passing.in_part, sets.minus(in_part, blocked));
  };
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto& rule = rules[i];
    const auto decides = sets.intersect(open, rule.perhaps);
    result.effects.push_back({i, decides});
    take(decides, sets.intersect(open, rule.in_part), rule.allow);
    if (rule.allow != true) blocked = sets.unite(blocked, rule.perhaps);
    open = sets.minus(open, rule.surely);
  }
  take(open, open, otherwise);
  passing.surely = sets.minus(passing.perhaps, may_fail);
  return result;
}

auto hidden_by(PacketSets& sets, std::span<const AccessRule> rules, std::size_t rule)
    -> std::optional<std::vector<std::size_t>> {
  auto open = rules[rule].perhaps;
  std::vector<std::pair<std::size_t, PacketSet>> parts;  // what each decides of it first
  for (std::size_t i = 0; i < rule && open != PacketSet::none; ++i) {
    const auto part = sets.intersect(open, rules[i].surely);
    if (part == PacketSet::none) continue;
    parts.emplace_back(i, rules[i].surely);
    open = sets.minus(open, part);
  }
  if (open != PacketSet::none) return std::nullopt;
  // Without those that the others do not need: the later ones are tried first, as they were added last.
  for (std::size_t tried = parts.size(); tried-- > 0;) {
    auto left = rules[rule].perhaps;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i != tried) left = sets.minus(left, parts[i].second);
    }
    if (left == PacketSet::none) parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(tried));
  }
  std::vector<std::size_t> result;
  for (const auto& part : parts) result.push_back(part.first);
  return result;
}

auto deciding(const PacketSets& sets, std::span<const AccessRule> rules, std::optional<bool> otherwise,
              const Packet& packet) -> Deciding {
  Deciding result;
  bool may_pass = false;
  bool may_fail = false;
  const auto heed = [&](std::optional<bool> allow) {
    may_pass = may_pass || allow.value_or(true);
    may_fail = may_fail || !allow.value_or(false);
  };
  for (std::size_t i = 0; i < rules.size() && !result.by_rule; ++i) {
    if (!sets.has(rules[i].perhaps, packet)) continue;
    result.rules.push_back(i);
    heed(rules[i].allow);
    result.by_rule = sets.has(rules[i].surely, packet);
    result.in_part = !result.by_rule && !may_fail && sets.has(rules[i].in_part, packet);
    if (result.in_part) return result;
  }
  if (!result.by_rule) heed(otherwise);
  if (may_pass != may_fail) result.passes = may_pass;
  return result;
}

auto both(PacketSets& sets, const Passing& one, const Passing& other) -> Passing {
  return {sets.intersect(one.surely, other.surely),
          sets.unite(sets.intersect(one.in_part, other.surely), sets.intersect(one.surely, other.in_part)),
          sets.intersect(one.perhaps, other.perhaps)};
}

}  // namespace dengbao::reach
