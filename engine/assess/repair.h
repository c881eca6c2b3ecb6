#pragma once

#include <string>
#include <vector>

#include "explain/repair.h"

namespace dengbao::assess {

// Changes of the facts after which no part fails any more, tried by evaluating the changed facts.
struct Repair {
  std::vector<explain::Change> changes;  // none can be left out
  std::string patch;                     // the same as a JSON Patch (RFC 6902) for these facts
  bool passes = false;                   // the subject passes then; else it is undecided for other reasons
};

struct Repairs {
  std::vector<Repair> alternatives;  // cheapest first
  bool complete = true;              // false: the budget ended before everything proposed had been tried
};

// For a subject that fails (of a risk: on which it was found). `proof`: of this subject. Each alternative was applied
// to the facts, read again and judged; leaving out any one of its changes fails again. `most`: alternatives wanted.
[[nodiscard]] auto find_repairs(const model::Program& program, const facts::Facts& facts, const Sources& sources,
                                const explain::Proof& proof, std::size_t most = 3) -> Repairs;

// A JSON Patch of these changes, in an order in which its pointers stay right.
[[nodiscard]] auto patch_of(const model::Program& program, const facts::Facts& facts,
                            const std::vector<explain::Change>& changes) -> std::string;

}  // namespace dengbao::assess
