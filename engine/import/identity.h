#pragma once

#include <string>
#include <vector>

#include "import/findings.h"
#include "model/program.h"

namespace dengbao::importing {

// A host that may be several of those known.
struct Ambiguous {
  std::string id;
  std::vector<std::string> candidates;
};

// Gives the hosts and boundary devices of what was imported the keys that the same ones have in the facts, wherever
// they are referred to. Returns the hosts that might be several of those known; they keep their keys.
//
// The same host has the same id or name (letters' case and the domain behind a bare name do not count); else the only
// known host with one of its addresses. Two devices whose configurations give them different names are never the same:
// factory addresses stand on many. A boundary device is the same if its id is, or the host that it is.
auto settle_identities(const model::Program& program, const Json& known, Findings& findings) -> std::vector<Ambiguous>;

}  // namespace dengbao::importing
