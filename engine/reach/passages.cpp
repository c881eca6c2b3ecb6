#include "reach/passages.h"

#include <algorithm>

#include "reach/rule_packets.h"

namespace dengbao::reach {
namespace {

constexpr std::size_t most_nets = 64;
constexpr std::size_t protocol_count = 4;

auto nets_of(const std::vector<AddressRange>& ranges) -> std::vector<Subnet> {
  std::vector<Subnet> result;
  for (const auto& range : ranges) {
    for (const auto& net : range.nets()) result.push_back(net);
    if (result.size() > most_nets) break;
  }
  return result;
}

auto equal_ways(const std::vector<Hop>& one, const std::vector<Hop>& other) -> bool {
  return std::ranges::equal(
      one, other, [](const Hop& a, const Hop& b) { return a.device == b.device && a.from == b.from && a.to == b.to; });
}

auto equal_but_for_services(const Passage& one, const Passage& other) -> bool {
  return one.certain == other.certain && one.to == other.to && one.scattered == other.scattered &&
         one.rules == other.rules && equal_ways(one.way, other.way);
}

auto whole_protocol(const Passage& passage) -> bool {
  return passage.services.size() == 1 && passage.services.front() == ServiceRange{passage.services.front().protocol};
}

class PassageFinder {
 public:
  PassageFinder(const Network& network, PacketSets& sets, Reachability& reachability, std::size_t source,
                std::size_t target)
      : network_(network), sets_(sets), reachability_(reachability), source_(source), target_(target) {}

  auto find(PacketSet asked) -> std::vector<Passage> {
    auto packets = reachability_.from(source_)[target_];
    packets.in_part = sets_.intersect(packets.in_part, asked);
    packets.perhaps = sets_.intersect(packets.perhaps, asked);
    add(packets.in_part, true);
    add(sets_.minus(packets.perhaps, packets.in_part), false);
    join_protocols();
    return std::move(found_);
  }

 private:
  void add(PacketSet packets, bool certain) {
    for (const auto& service : sets_.services(packets)) {
      const auto those = sets_.intersect(packets, packets_of(sets_, service));
      Passage passage{source_, target_, {service}, {}, false, certain, *sets_.example(those), {}, {}};
      passage.way = reachability_.way(source_, target_, passage.example).value_or(std::vector<Hop>{});
      for (const auto& hop : passage.way)
        std::ranges::move(reachability_.letting(hop, those), std::back_inserter(passage.rules));
      const auto there = network_.places[target_].to_surely;
      const auto reached = sets_.targets(those);
      if (there == PacketSet::none || !all_of_families(reached, sets_.targets(there))) passage.to = nets_of(reached);
      passage.scattered = passage.to.size() > most_nets;
      if (passage.scattered) passage.to.clear();
      put(std::move(passage));
    }
  }

  // Whether it is all that stands there, of the families that it has.
  static auto all_of_families(const std::vector<AddressRange>& reached, std::vector<AddressRange> there) -> bool {
    std::erase_if(there, [&](const AddressRange& range) {
      return std::ranges::find(reached, range.v6, &AddressRange::v6) == reached.end();
    });
    return std::ranges::equal(
        reached, there, [](const AddressRange& a, const AddressRange& b) { return a.v6 == b.v6 && a.span == b.span; });
  }

  // Services of the same protocol that pass in the same way are one passage.
  void put(Passage passage) {
    for (auto& known : found_) {
      if (known.services.front().protocol == passage.services.front().protocol &&
          equal_but_for_services(known, passage)) {
        known.services.push_back(passage.services.front());
        return;
      }
    }
    found_.push_back(std::move(passage));
  }

  // What passes whatever its protocol is one passage.
  void join_protocols() {
    for (std::size_t first = 0; first < found_.size(); ++first) {
      std::vector<std::size_t> alike;
      for (std::size_t i = first; i < found_.size(); ++i) {
        if (whole_protocol(found_[i]) && equal_but_for_services(found_[i], found_[first])) alike.push_back(i);
      }
      if (alike.size() != protocol_count) continue;
      for (std::size_t i = 1; i < alike.size(); ++i) {
        found_[first].services.push_back(found_[alike[i]].services.front());
      }
      for (auto i = alike.size(); i-- > 1;) found_.erase(found_.begin() + static_cast<std::ptrdiff_t>(alike[i]));
    }
  }

  const Network& network_;
  PacketSets& sets_;
  Reachability& reachability_;
  std::size_t source_;
  std::size_t target_;
  std::vector<Passage> found_;
};

}  // namespace

auto of_every_protocol(const Passage& passage) -> bool {
  return passage.services.size() == protocol_count &&
         std::ranges::all_of(passage.services,
                             [](const ServiceRange& service) { return service == ServiceRange{service.protocol}; }) &&
         passage.services.front().protocol != passage.services.back().protocol;
}

auto passages(const Network& network, PacketSets& sets, Reachability& reachability, std::size_t source,
              std::size_t target, PacketSet asked) -> std::vector<Passage> {
  return PassageFinder(network, sets, reachability, source, target).find(asked);
}

auto all_passages(const Network& network, PacketSets& sets, Reachability& reachability) -> std::vector<Passage> {
  std::vector<Passage> result;
  for (std::size_t source = 0; source < network.places.size(); ++source) {
    for (std::size_t target = 0; target < network.places.size(); ++target) {
      if (source == target) continue;
      auto found = passages(network, sets, reachability, source, target, sets.every());
      std::ranges::move(found, std::back_inserter(result));
    }
  }
  return result;
}

auto said_by(const Network& network, const Passage& passage) -> std::vector<std::string> {
  std::vector<std::string> sources;
  const auto add = [&](const std::string& pointer) {
    for (const auto& source : network.said_by(pointer)) {
      if (std::ranges::find(sources, source) == sources.end()) sources.push_back(source);
    }
  };
  for (const auto& rule : passage.rules) add(rule.pointer);
  for (const auto& hop : passage.way) {
    for (const auto& ruling : hop.rulings) {
      if (ruling.rules.empty()) add(ruling.list_pointer);
    }
  }
  return sources;
}

}  // namespace dengbao::reach
