#pragma once

#include <optional>
#include <string>
#include <vector>

#include "import/network_terms.h"

// Which packets a condition of a packet filter matches, and how such conditions meet.
namespace dengbao::importing {

struct Traffic {
  std::vector<Subnet> from;  // none: no packet at all
  std::vector<Subnet> to;
  RuleProtocol protocol = RuleProtocol::any;
  std::string other;  // which, where it is another protocol
  std::vector<Ports> source_ports{Ports{}};
  std::vector<Ports> target_ports{Ports{}};
  std::string in;  // the interface; empty: any
  std::string out;
  // By the state of the session: packets that open one, that belong to one, that belong to none.
  bool opens = true;
  bool continues = true;
  bool strays = true;
  bool translated = false;  // only packets whose target was translated
  bool exact = true;        // false: a condition that cannot be said here makes it narrower
  // The families are told: where they are not, no range is known either.
  bool family_known = true;
};

// All packets of these families.
[[nodiscard]] auto all_traffic(bool v4, bool v6) -> Traffic;

// What both match; nothing where no packet does.
[[nodiscard]] auto both_of(const Traffic& one, const Traffic& other) -> std::optional<Traffic>;
// Whether a packet that opens a session (of traffic that opens none: any other) may match both.
[[nodiscard]] auto may_meet(const Traffic& one, const Traffic& other) -> bool;
// Whether `wide` surely matches all that `narrow` does, by the same measure.
[[nodiscard]] auto covers(const Traffic& wide, const Traffic& narrow) -> bool;

// What the first matches and the second does not; nothing where that cannot be said, or is nothing at all (`covers`).
[[nodiscard]] auto without(const Traffic& traffic, const Traffic& gone) -> std::optional<Traffic>;
// A measure of how long it takes to compare them.
[[nodiscard]] auto work_of(const Traffic& one, const Traffic& other) -> std::size_t;

// The addresses of the same family that are in none of these; nothing where that takes too many ranges.
[[nodiscard]] auto addresses_but(const std::vector<Subnet>& nets) -> std::optional<std::vector<Subnet>>;
[[nodiscard]] auto ports_but(std::vector<Ports> ports) -> std::vector<Ports>;

}  // namespace dengbao::importing
