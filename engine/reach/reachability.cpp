#include "reach/reachability.h"

#include <algorithm>
#include <deque>

namespace dengbao::reach {
namespace {

// False: nothing of it was new.
auto add(PacketSets& sets, Passing& known, const Passing& more) -> bool {
  const Passing sum{sets.unite(known.surely, more.surely), sets.unite(known.in_part, more.in_part),
                    sets.unite(known.perhaps, more.perhaps)};
  const bool grown = sum.surely != known.surely || sum.in_part != known.in_part || sum.perhaps != known.perhaps;
  known = sum;
  return grown;
}

}  // namespace

Reachability::Reachability(const Network& network, PacketSets& sets) : network_(network), sets_(sets) {}

// Nothing: it may look at them.
auto Reachability::looks_at(const RuleList& list, std::size_t from, std::size_t to) const -> std::optional<bool> {
  if (list.direction == Direction::between_zones) return true;
  if (list.places.contains(list.direction == Direction::entering ? from : to)) return true;
  if (!list.places_known) return std::nullopt;
  return false;
}

// A rule between zones that are not told may be one between these.
auto Reachability::rules_between(const RuleList& list, std::size_t from, std::size_t to) const
    -> std::vector<AccessRule> {
  std::vector<AccessRule> rules;
  for (const auto& one : list.rules) {
    if (list.direction == Direction::between_zones) {
      if ((one.source && *one.source != from) || (one.target && *one.target != to)) continue;
    }
    rules.push_back(one.rule);
    const bool told = list.direction != Direction::between_zones ||
                      ((one.source || one.any_source) && (one.target || one.any_target));
    if (!told) rules.back().surely = rules.back().in_part = PacketSet::none;
  }
  return rules;
}

auto Reachability::filter(const Device& device, std::size_t from, std::size_t to) -> Passing {
  Passing result{sets_.every(), sets_.every(), sets_.every()};
  for (const auto& list : device.lists) {
    const auto looks = looks_at(list, from, to);
    if (looks == false) continue;
    auto passing = meaning(sets_, rules_between(list, from, to), list.otherwise, sets_.every()).passing;
    if (!looks) passing.perhaps = sets_.every();
    result = both(sets_, result, passing);
  }
  return result;
}

// To where the target stands; else as the routes tell, unless it stands in another place of the device.
auto Reachability::forwards(const Device& device, std::size_t to) -> Passing {
  const auto& place = network_.places[to];
  auto elsewhere = PacketSet::none;
  auto routed_elsewhere = PacketSet::none;
  for (const auto other : device.places) {
    if (other != to) elsewhere = sets_.unite(elsewhere, network_.places[other].to_surely);
  }
  auto routed = PacketSet::none;
  for (const auto& [other, packets] : device.routed) {
    if (other == to) {
      routed = packets;
    } else {
      routed_elsewhere = sets_.unite(routed_elsewhere, packets);
    }
  }
  auto surely_on = sets_.minus(sets_.minus(routed, elsewhere), routed_elsewhere);
  if (device.may_join_others) surely_on = PacketSet::none;
  auto perhaps_on = sets_.minus(sets_.every(), sets_.minus(routed_elsewhere, routed));
  if (device.routes_known) {
    perhaps_on = sets_.minus(perhaps_on, sets_.minus(sets_.every(), device.routed_somewhere));
  }
  perhaps_on = sets_.minus(perhaps_on, elsewhere);
  const auto surely = sets_.unite(place.to_surely, surely_on);
  return {surely, surely, sets_.unite(place.to_perhaps, perhaps_on)};
}

auto Reachability::beyond(std::size_t device, std::size_t from, std::size_t source) const -> std::vector<std::size_t> {
  const auto& there = network_.devices[device];
  std::vector<std::size_t> result;
  if (!there.may_join_others && !there.places.contains(from)) return result;
  for (std::size_t to = 0; to < network_.places.size(); ++to) {
    if (to != from && to != source && (there.may_join_others || there.places.contains(to))) result.push_back(to);
  }
  return result;
}

auto Reachability::hop(const HopKey& key) -> const Passing& {
  if (const auto found = hops_.find(key); found != hops_.end()) return found->second;
  const auto& [device, from, to] = key;
  const auto& there = network_.devices[device];
  auto passing = both(sets_, filter(there, from, to), forwards(there, to));
  const bool joins = there.places.contains(from) && there.places.contains(to);
  if (!joins) passing.surely = passing.in_part = PacketSet::none;
  return hops_.emplace(key, passing).first->second;
}

// Sets grow until nothing new gets anywhere.
auto Reachability::flood(std::size_t source) -> const std::map<State, Passing>& {
  if (const auto found = floods_.find(source); found != floods_.end()) return found->second;
  std::map<State, Passing> reached;
  const auto& start = network_.places[source];
  std::deque<std::pair<State, Passing>> work{
      {{source, no_device}, {start.from_surely, start.from_surely, start.from_perhaps}}};
  while (!work.empty()) {
    auto [at, packets] = std::move(work.front());
    work.pop_front();
    // What stands here goes no further.
    const auto here = network_.places[at.place].to_surely;
    packets = {sets_.minus(packets.surely, here), sets_.minus(packets.in_part, here),
               sets_.minus(packets.perhaps, here)};
    for (std::size_t device = 0; device < network_.devices.size(); ++device) {
      if (device == at.device) continue;
      for (const auto to : beyond(device, at.place, source)) {
        const auto through = both(sets_, packets, hop({device, at.place, to}));
        if (add(sets_, reached[{to, device}], through)) work.push_back({{to, device}, through});
      }
    }
  }
  return floods_.emplace(source, std::move(reached)).first->second;
}

auto Reachability::arriving(std::size_t device, std::size_t place, std::size_t to) -> PacketSet {
  auto result = network_.places[place].from_perhaps;
  for (std::size_t source = 0; source < network_.places.size(); ++source) {
    if (source == place) continue;
    for (const auto& [state, passing] : flood(source)) {
      if (state.place == place && state.device != device) result = sets_.unite(result, passing.perhaps);
    }
  }
  return sets_.intersect(result, forwards(network_.devices[device], to).perhaps);
}

auto Reachability::from(std::size_t source) -> const std::vector<Passing>& {
  if (const auto found = from_.find(source); found != from_.end()) return found->second;
  std::vector<Passing> result(network_.places.size());
  for (const auto& [state, packets] : flood(source)) {
    const auto& place = network_.places[state.place];
    auto& sum = result[state.place];
    sum.surely = sets_.unite(sum.surely, sets_.intersect(packets.surely, place.to_surely));
    sum.in_part = sets_.unite(sum.in_part, sets_.intersect(packets.in_part, place.to_surely));
    sum.perhaps = sets_.unite(sum.perhaps, sets_.intersect(packets.perhaps, place.to_perhaps));
  }
  return from_.emplace(source, std::move(result)).first->second;
}

}  // namespace dengbao::reach
