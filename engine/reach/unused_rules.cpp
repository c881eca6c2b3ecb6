#include "reach/unused_rules.h"

#include <algorithm>

namespace dengbao::reach {
namespace {

class UnusedRules {
 public:
  UnusedRules(const Network& network, PacketSets& sets, Reachability& reachability)
      : network_(network), sets_(sets), reachability_(reachability) {}

  auto find() -> std::vector<UnusedRule> {
    for (std::size_t i = 0; i < network_.devices.size(); ++i) {
      for (const auto& list : network_.devices[i].lists) {
        if (list.direction == Direction::between_zones) {
          between_zones(i, list);
        } else {
          on_ports(i, list);
        }
      }
    }
    return std::move(found_);
  }

 private:
  // Of those before it, the ones that look at all that it looks at.
  void between_zones(std::size_t device, const RuleList& list) {
    for (const auto& one : list.rules) {
      const bool told = (one.source || one.any_source) && (one.target || one.any_target);
      if (!told || one.rule.perhaps == PacketSet::none) continue;
      std::vector<AccessRule> rules;
      for (const auto& other : list.rules) {
        const bool same_source = other.any_source || (other.source && other.source == one.source);
        const bool same_target = other.any_target || (other.target && other.target == one.target);
        if (same_source && same_target) rules.push_back(other.rule);
        if (&other == &one) break;
      }
      if (hidden(device, list, rules) || !one.source || !one.target) continue;
      const auto arriving = reachability_.arriving(device, *one.source, *one.target);
      if (sets_.intersect(arriving, one.rule.perhaps) == PacketSet::none) report(device, list, one.rule);
    }
  }

  void on_ports(std::size_t device, const RuleList& list) {
    std::vector<AccessRule> rules;
    for (const auto& one : list.rules) {
      rules.push_back(one.rule);
      if (one.rule.perhaps != PacketSet::none) (void)hidden(device, list, rules);
    }
  }

  // Whether the others take all that the last of them could match.
  auto hidden(std::size_t device, const RuleList& list, const std::vector<AccessRule>& rules) -> bool {
    const auto covers = hidden_by(sets_, rules, rules.size() - 1);
    if (!covers) return false;
    auto& unused = report(device, list, rules.back());
    for (const auto i : *covers) {
      unused.covers.push_back({rules[i].id, rules[i].pointer});
      unused.contradicted = unused.contradicted || rules[i].allow != rules.back().allow;
    }
    return true;
  }

  auto report(std::size_t device, const RuleList& list, const AccessRule& rule) -> UnusedRule& {
    return found_.emplace_back(UnusedRule{device, list.id, rule.id, rule.pointer, {}, false});
  }

  const Network& network_;
  PacketSets& sets_;
  Reachability& reachability_;
  std::vector<UnusedRule> found_;
};

}  // namespace

auto unused_rules(const Network& network, PacketSets& sets, Reachability& reachability) -> std::vector<UnusedRule> {
  return UnusedRules(network, sets, reachability).find();
}

}  // namespace dengbao::reach
