#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "reach/packet_sets.h"

// The meaning of a list of access rules: of those that match a packet, the first decides. What the facts leave open
// makes a rule match some packets perhaps, or decide either way.
namespace dengbao::reach {

struct AccessRule {
  std::string id;
  std::string pointer;  // of the facts
  std::optional<bool> allow;
  PacketSet surely = PacketSet::none;   // packets that it matches whatever is not known
  PacketSet in_part = PacketSet::none;  // those of which it surely matches some: of an application that it names
  PacketSet perhaps = PacketSet::none;  // packets that it may match
  std::vector<std::string> applications;
};

// Which packets get through: whatever is not known; those of some application at least; perhaps. Each holds the one
// before it.
struct Passing {
  PacketSet surely = PacketSet::none;
  PacketSet in_part = PacketSet::none;
  PacketSet perhaps = PacketSet::none;
};

// A rule, and what is left for it by those before it.
struct RuleEffect {
  std::size_t rule = 0;                 // index into the rules
  PacketSet decides = PacketSet::none;  // at most: what no earlier rule surely decides
};

struct ListMeaning {
  Passing passing;
  std::vector<RuleEffect> effects;  // of every rule
};

// What becomes of the packets asked about. `otherwise`: what becomes of those that no rule matches.
[[nodiscard]] auto meaning(PacketSets& sets, std::span<const AccessRule> rules, std::optional<bool> otherwise,
                           PacketSet asked) -> ListMeaning;

// The fewest rules, as a greedy search finds them, before the one at `rule` that surely decide all that it could match;
// nothing where they do not. Of a rule that can match nothing at all the list is empty.
[[nodiscard]] auto hidden_by(PacketSets& sets, std::span<const AccessRule> rules, std::size_t rule)
    -> std::optional<std::vector<std::size_t>>;

// What decides about one packet: rules that perhaps match it, and at last the one that surely does, or that surely lets
// some of it pass.
struct Deciding {
  std::vector<std::size_t> rules;
  bool in_part = false;        // only what is of the last rule's applications
  bool by_rule = false;        // the last of them surely matches; else, if none did, it is left to `otherwise`
  std::optional<bool> passes;  // nothing where it hangs on what is not known
};
[[nodiscard]] auto deciding(const PacketSets& sets, std::span<const AccessRule> rules, std::optional<bool> otherwise,
                            const Packet& packet) -> Deciding;

// Two lists look at the packets: only what both let through passes. What each lets through in part need not be the same
// part.
[[nodiscard]] auto both(PacketSets& sets, const Passing& one, const Passing& other) -> Passing;

}  // namespace dengbao::reach
