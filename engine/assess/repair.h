#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/changed_facts.h"
#include "assess/side_effects.h"
#include "explain/repair.h"

namespace dengbao::assess {

// Changes of the facts after which no part fails any more, tried by evaluating the changed facts.
struct Repair {
  std::vector<explain::Change> changes;  // none can be left out
  std::string patch;                     // the same as a JSON Patch (RFC 6902) for these facts
  bool passes = false;                   // the subject passes then; else it is undecided for other reasons
  std::optional<bool> smallest;          // whether fewer changes would not do; nothing: the budget ended before that
  bool smallest_of_kind = false;         // fewer changes of the one kind that these are would not do
  std::vector<Broken> breaks;            // what passed before and fails then
};

struct Repairs {
  // Those first that break nothing, then the cheapest. One that breaks something is kept only while there are too few
  // others.
  std::vector<Repair> alternatives;
  std::size_t at_least = 0;  // so many changes are needed, whatever they are
  bool impossible = false;   // no change of what can be changed helps
  bool complete = true;      // false: the budget ended before everything had been tried
};

// How much is looked for: what can be read off the proof alone, for pages that tell of very many subjects; also the
// fewest changes, by a search that soon ends, for reports of many; or a longer search, and what each repair breaks.
enum class Effort : std::uint8_t { proof_only, brief, search };

// For a subject that fails (of a risk: on which it was found). `proof`: of this subject. Each alternative was applied
// to the facts, read again and judged, and so was everything else that reads the changed facts; leaving out any one of
// its changes fails again. `most`: alternatives wanted.
[[nodiscard]] auto find_repairs(const model::Program& program, const facts::Facts& facts, const Sources& sources,
                                const explain::Proof& proof, std::size_t most = 3, Effort effort = Effort::search)
    -> Repairs;

}  // namespace dengbao::assess
