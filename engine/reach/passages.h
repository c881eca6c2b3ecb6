#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reach/reachability.h"

// What can pass between the zones of a network, in the records of the facts.
namespace dengbao::reach {

struct Passage {
  std::size_t source = 0;  // places
  std::size_t target = 0;
  std::vector<ServiceRange> services;  // of one protocol, or of all; to the same addresses, by the same rules
  // The addresses to which it goes; nothing where it goes to all that are known to stand there, or where they are so
  // scattered that nobody would read them (`scattered`).
  std::vector<Subnet> to;
  bool scattered = false;
  bool certain = false;  // else it hangs on what is not known
  Packet example;
  std::vector<Hop> way;         // of the example
  std::vector<RuleName> rules;  // that let some of it pass on this way, from device to device
};

// All ports of all protocols.
[[nodiscard]] auto of_every_protocol(const Passage& passage) -> bool;

// What of the packets asked about passes from one place to the other, by protocol and port.
[[nodiscard]] auto passages(const Network& network, PacketSets& sets, Reachability& reachability, std::size_t source,
                            std::size_t target, PacketSet asked) -> std::vector<Passage>;
// Between all pairs of places.
[[nodiscard]] auto all_passages(const Network& network, PacketSets& sets, Reachability& reachability)
    -> std::vector<Passage>;

// What says so: "edge.cfg:88", for each rule, and for each list on the way that has none for it.
[[nodiscard]] auto said_by(const Network& network, const Passage& passage) -> std::vector<std::string>;

// The facts with `/boundary/passages` as worked out, and evidence of each; what stood there before is replaced. `by`
// and `on` are for the evidence. Passages from and to ports that no zone holds have no place in the facts. Gives the
// number written.
struct PassagesWritten {
  std::size_t count = 0;
  std::size_t left_out = 0;
};
auto write_passages(nlohmann::ordered_json& facts, const Network& network, const std::vector<Passage>& passages,
                    const std::string& by, const std::string& on) -> PassagesWritten;

}  // namespace dengbao::reach
