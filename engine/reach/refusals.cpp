#include <algorithm>

#include "reach/reachability.h"

// Who refuses packets, wherever they get.
namespace dengbao::reach {
namespace {

// The rules of one list that refuse some of the packets sent to it.
void refused_by(PacketSets& sets, const std::vector<AccessRule>& rules, const RuleList& list, PacketSet sent,
                const Refusal& place, std::vector<Refusal>& refusals) {
  const auto refuse = [&](const std::string& pointer, const std::string& rule) {
    auto refusal = place;
    refusal.list = list.id;
    refusal.pointer = pointer;
    refusal.rule = rule;
    if (std::ranges::find(refusals, refusal) == refusals.end()) refusals.push_back(std::move(refusal));
  };
  auto open = sent;
  for (const auto& effect : meaning(sets, rules, list.otherwise, sent).effects) {
    const auto& rule = rules[effect.rule];
    open = sets.minus(open, rule.surely);
    if (rule.allow == false && effect.decides != PacketSet::none) refuse(rule.pointer, rule.id);
  }
  if (list.otherwise == false && open != PacketSet::none) refuse(list.pointer, "");
}

}  // namespace

void Reachability::refused_at(const State& at, std::size_t source, PacketSet here, std::vector<Refusal>& refusals) {
  here = sets_.minus(here, network_.places[at.place].to_surely);
  for (std::size_t d = 0; d < network_.devices.size() && here != PacketSet::none; ++d) {
    const auto& device = network_.devices[d];
    if (d == at.device) continue;
    for (const auto to : beyond(d, at.place, source)) {
      const auto sent = sets_.intersect(here, forwards(device, to).perhaps);
      if (sent == PacketSet::none) continue;
      for (const auto& list : device.lists) {
        if (looks_at(list, at.place, to) == false) continue;
        refused_by(sets_, rules_between(list, at.place, to), list, sent, {d, at.place, to, {}, {}, {}}, refusals);
      }
    }
  }
}

auto Reachability::refusals(std::size_t source, PacketSet packets) -> std::vector<Refusal> {
  std::vector<Refusal> result;
  const auto sent = sets_.intersect(network_.places[source].from_perhaps, packets);
  refused_at({source, no_device}, source, sent, result);
  for (const auto& [state, passing] : flood(source)) {
    refused_at(state, source, sets_.intersect(passing.perhaps, packets), result);
  }
  return result;
}

}  // namespace dengbao::reach
