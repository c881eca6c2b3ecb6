#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "property/facts_tree.h"
#include "property/policy.h"

// One policy and the facts of one chain against all laws.
namespace dengbao::property {

// A law that did not hold.
struct Violation {
  std::size_t clause = 0;  // of the policy
  int stage = 0;           // of the facts; with laws about more facts, of the file that knows more
  std::string what;        // which subject, and what was found
};

// How often a law was asked, and what was found first.
struct Tally {
  std::uint64_t checked = 0;
  std::uint64_t decided = 0;  // of these, with an answer that is not unknown
  std::uint64_t violated = 0;
  std::optional<Violation> first;
};
using Tallies = std::map<std::string, Tally>;

struct Thoroughness {
  std::size_t reasons = 4;       // per cent of decided subjects whose minimal reason is checked
  std::size_t hiding = 10;       // per cent of subjects that are judged again with facts hidden
  std::size_t certificates = 4;  // per cent of files whose certificate is written and checked
};

// The facts file of every stage, as one chain: each is a program/facts pair of its own. Gives the number of pairs, or
// nothing where a file could not be loaded, with the messages in `problem`.
[[nodiscard]] auto check_chain(const Policy& policy, const Compiled& compiled, const Fact& network,
                               Thoroughness thoroughness, Random& random, Tallies& tallies, std::string& problem)
    -> std::optional<std::uint64_t>;

}  // namespace dengbao::property
