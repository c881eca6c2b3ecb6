#include <algorithm>

#include "reach/reachability.h"

// The way of one packet, and what each device on it says.
namespace dengbao::reach {

auto Reachability::rulings(const Device& device, std::size_t from, std::size_t to, const Packet& packet) const
    -> std::vector<Ruling> {
  std::vector<Ruling> result;
  for (const auto& list : device.lists) {
    if (looks_at(list, from, to) == false) continue;
    const auto rules = rules_between(list, from, to);
    const auto decision = deciding(sets_, rules, list.otherwise, packet);
    Ruling ruling;
    ruling.list = list.id;
    ruling.list_pointer = list.pointer;
    ruling.by_rule = decision.by_rule || decision.in_part;
    ruling.passes = decision.passes;
    for (const auto i : decision.rules) {
      ruling.rules.push_back(rules[i].id);
      ruling.pointers.push_back(rules[i].pointer);
    }
    if (decision.in_part) ruling.applications = rules[decision.rules.back()].applications;
    result.push_back(std::move(ruling));
  }
  return result;
}

auto Reachability::search(std::size_t source, std::size_t target, const Packet& packet, bool surely)
    -> std::optional<std::vector<Hop>> {
  struct Step {
    State state;
    std::size_t from;                   // place
    std::optional<std::size_t> before;  // index of the step
  };
  const auto passes = [&](const Passing& passing) {
    return sets_.has(surely ? passing.in_part : passing.perhaps, packet);
  };
  std::vector<Step> steps;
  std::set<State> seen;
  const auto go_on = [&](std::size_t place, std::size_t device, std::optional<std::size_t> before) {
    for (std::size_t next = 0; next < network_.devices.size(); ++next) {
      if (next == device) continue;
      for (const auto to : beyond(next, place, source)) {
        if (seen.contains({to, next}) || !passes(hop({next, place, to}))) continue;
        seen.insert({to, next});
        steps.push_back({{to, next}, place, before});
      }
    }
  };
  go_on(source, no_device, std::nullopt);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const auto state = steps[i].state;
    const auto& place = network_.places[state.place];
    if (state.place == target && sets_.has(surely ? place.to_surely : place.to_perhaps, packet)) {
      std::vector<Hop> hops;
      for (std::optional<std::size_t> at = i; at; at = steps[*at].before) {
        const auto& step = steps[*at];
        hops.push_back({step.state.device, step.from, step.state.place,
                        rulings(network_.devices[step.state.device], step.from, step.state.place, packet)});
      }
      std::ranges::reverse(hops);
      return hops;
    }
    if (!sets_.has(place.to_surely, packet)) go_on(state.place, state.device, i);
  }
  return std::nullopt;
}

auto Reachability::way(std::size_t source, std::size_t target, const Packet& packet)
    -> std::optional<std::vector<Hop>> {
  if (auto found = search(source, target, packet, true)) return found;
  return search(source, target, packet, false);
}

auto Reachability::letting(const Hop& hop, PacketSet packets) -> std::vector<RuleName> {
  std::vector<RuleName> result;
  for (const auto& list : network_.devices[hop.device].lists) {
    if (looks_at(list, hop.from, hop.to) == false) continue;
    const auto rules = rules_between(list, hop.from, hop.to);
    const auto said = meaning(sets_, rules, list.otherwise, packets);
    for (const auto& effect : said.effects) {
      const auto& rule = rules[effect.rule];
      if (rule.allow != false && effect.decides != PacketSet::none) result.push_back({rule.id, rule.pointer});
    }
  }
  return result;
}

}  // namespace dengbao::reach
