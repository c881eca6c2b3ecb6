#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "reach/network.h"

// Which packets get from one place of a network to another, and by which rules.
//
// A packet goes from device to device: each lets it through by the first rule that matches in every list that looks at
// it, and forwards it to the place in which its target stands, or else as its routes tell. What the facts leave open
// makes packets pass perhaps. Not followed: translation of addresses, tunnels, and answers, which belong to the session
// of the packet that asked.
namespace dengbao::reach {

// One step of a packet: what a device's list said about it.
struct Ruling {
  std::string list;  // the list's id; empty for the device's own
  std::string list_pointer;
  std::vector<std::string> rules;  // ids: those that perhaps match, and the one that decides
  std::vector<std::string> pointers;
  std::vector<std::string> applications;  // to which the rule that decides restricts it, if to some
  bool by_rule = false;                   // else by what the list does with the rest
  std::optional<bool> passes;
};
struct RuleName {
  std::string id;
  std::string pointer;
  friend auto operator==(const RuleName&, const RuleName&) -> bool = default;
};
struct Hop {
  std::size_t device = 0;
  std::size_t from = 0;
  std::size_t to = 0;
  std::vector<Ruling> rulings;
};

// Where packets were refused on their way.
struct Refusal {
  std::size_t device = 0;
  std::size_t from = 0;
  std::size_t to = 0;
  std::string list;
  std::string pointer;  // of the rule; of the list or device where no rule matched
  std::string rule;     // its id; empty where no rule matched
  friend auto operator==(const Refusal&, const Refusal&) -> bool = default;
};

class Reachability {
 public:
  // Both must outlive it. Every function may throw TooEntangled.
  Reachability(const Network& network, PacketSets& sets);

  // The packets that get from the place to each other place, by its index.
  [[nodiscard]] auto from(std::size_t source) -> const std::vector<Passing>&;

  // The shortest way on which the packet passes, for certain or, where there is none, perhaps; nothing where it does
  // not.
  [[nodiscard]] auto way(std::size_t source, std::size_t target, const Packet& packet)
      -> std::optional<std::vector<Hop>>;

  // The rules that let some of these packets pass at a hop, surely or perhaps.
  [[nodiscard]] auto letting(const Hop& hop, PacketSet packets) -> std::vector<RuleName>;

  // The packets that may come to the device from the place, and go on to the other: from wherever they started.
  [[nodiscard]] auto arriving(std::size_t device, std::size_t place, std::size_t to) -> PacketSet;

  // Who refuses these packets, in the order of the way from the source.
  [[nodiscard]] auto refusals(std::size_t source, PacketSet packets) -> std::vector<Refusal>;

 private:
  using HopKey = std::tuple<std::size_t, std::size_t, std::size_t>;  // device, from, to
  static constexpr std::size_t no_device = static_cast<std::size_t>(-1);
  struct State {
    std::size_t place = 0;
    std::size_t device = no_device;  // by which the packets came
    friend auto operator<=>(const State&, const State&) = default;
  };

  // The places to which the device may send on what comes from this one.
  [[nodiscard]] auto beyond(std::size_t device, std::size_t from, std::size_t source) const -> std::vector<std::size_t>;
  auto hop(const HopKey& key) -> const Passing&;
  [[nodiscard]] auto looks_at(const RuleList& list, std::size_t from, std::size_t to) const -> std::optional<bool>;
  [[nodiscard]] auto rules_between(const RuleList& list, std::size_t from, std::size_t to) const
      -> std::vector<AccessRule>;
  auto filter(const Device& device, std::size_t from, std::size_t to) -> Passing;
  auto forwards(const Device& device, std::size_t to) -> Passing;
  auto flood(std::size_t source) -> const std::map<State, Passing>&;
  [[nodiscard]] auto rulings(const Device& device, std::size_t from, std::size_t to, const Packet& packet) const
      -> std::vector<Ruling>;
  void refused_at(const State& at, std::size_t source, PacketSet here, std::vector<Refusal>& refusals);
  auto search(std::size_t source, std::size_t target, const Packet& packet, bool surely)
      -> std::optional<std::vector<Hop>>;

  const Network& network_;
  PacketSets& sets_;
  std::map<HopKey, Passing> hops_;
  std::map<std::size_t, std::map<State, Passing>> floods_;  // by source
  std::map<std::size_t, std::vector<Passing>> from_;
};

}  // namespace dengbao::reach
