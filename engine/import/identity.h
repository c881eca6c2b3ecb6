#pragma once

#include <map>
#include <string>
#include <vector>

#include "import/findings.h"
#include "model/program.h"

namespace dengbao::importing {

// A host that may be several of those known; or that has the key of one which is certainly another.
struct Ambiguous {
  std::string id;
  std::vector<std::string> candidates;
  bool other_serial = false;  // the one that has its key has another serial number
};

// Gives the hosts and boundary devices of what was imported the keys that the same ones have in the facts, wherever
// they are referred to, and their names where these differ by letters' case or the domain alone. Returns the hosts that
// cannot be settled: those that might be several of the known ones, and those that have the key of another; they keep
// their keys.
//
// The same host has the same serial number; hosts with different ones are never the same. Where one of the two has
// none, the same host has the same id or name (letters' case and the domain behind a bare name do not count, and
// `localhost` is no name); else the only known host with one of its addresses. Two devices that give themselves
// different names are never the same by an address: factory addresses stand on many. Addresses that mean something on
// one machine or one link only (loopback, link-local, the first bridges of docker and libvirt) tell nothing. A boundary
// device is the same if its id is, or the host that it is.
auto settle_identities(const model::Program& program, const Json& known, Findings& findings) -> std::vector<Ambiguous>;

// Of two hosts that call themselves alike: the serial numbers say so, or where one has none, an address.
[[nodiscard]] auto is_one_machine(const Json& one, const Json& other) -> bool;

// Gives hosts other keys, wherever they are referred to.
void rename_hosts(const model::Program& program, Json& facts, const std::map<std::string, std::string>& names);

}  // namespace dengbao::importing
