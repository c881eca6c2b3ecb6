#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "import/findings.h"
#include "import/traffic.h"

// The packet filter of a Linux machine as its kernel runs it: chains of rules that jump to one another. What iptables
// and nftables print differs in its words, not in this.
namespace dengbao::importing {

enum class Verdict : std::uint8_t {
  next,     // the next rule; what the rule does beside (logging, counting) decides nothing
  accept,   // no further chain on the same hook may refuse it, or it passes
  refuse,   // dropped or rejected
  unclear,  // decided elsewhere: by a program, or in a way that is not known
  jump,     // to another chain, and back to the next rule
  go,       // to another chain, and back to where this one was called
  leave,    // back to where this chain was called; of a chain at a hook: its policy
};

struct ChainRule {
  std::uint32_t number = 0;  // in its chain, from 1
  std::uint32_t line = 0;
  Traffic traffic;
  Verdict verdict = Verdict::next;
  std::string target;  // of a jump
  bool logs = false;   // each match, before the verdict
};

enum class Hook : std::uint8_t { none, input, forward };

struct Chain {
  std::uint32_t line = 0;
  Hook hook = Hook::none;
  std::int32_t priority = 0;
  bool accepts = true;            // policy
  std::uint32_t policy_line = 0;  // 0: that of the chain
  std::vector<ChainRule> rules;
};

// One table: chains jump within it.
struct FilterTable {
  std::string name;  // in front of the names of rules; may be empty
  bool v4 = false;   // the families whose packets it sees
  bool v6 = false;
  bool family_known = true;
  std::map<std::string, Chain, std::less<>> chains;
};

// What becomes of traffic, in the order in which it is asked: the first that matches decides.
struct Decision {
  std::string id;  // the chains and the rules in them that lead to it
  std::vector<std::uint32_t> lines;
  Traffic traffic;
  std::optional<bool> allow;
  std::optional<bool> logged;
};

struct Decisions {
  std::vector<Decision> rules;          // for packets that open sessions
  std::optional<bool> rest;             // what becomes of all else
  std::uint32_t rest_line = 0;          // 0: not told
  std::vector<std::uint32_t> sessions;  // lines that let packets of known sessions pass
  std::vector<std::uint32_t> strays;    // lines that refuse packets of no session, before others let any pass
  std::set<std::uint32_t> looked_at;    // lines that have a part in it
  bool whole = true;                    // false: there was more than can be listed
};

// Follows what reaches the hook through the tables, all jumps included. Where several chains hang on it, those with the
// lower priority come first, and all must accept. Families are taken apart where tables of one alone hang on the hook.
[[nodiscard]] auto decide(const std::vector<FilterTable>& tables, Hook hook) -> std::vector<Decisions>;

}  // namespace dengbao::importing
