#pragma once

#include <functional>
#include <string>
#include <vector>

#include "assess/repair.h"

namespace dengbao::assess {

// What is changed alike on many subjects that fail one rule for the same reason: made at once, read again and judged,
// subject by subject.
struct CommonRepair {
  std::vector<std::vector<explain::Change>> changes;  // by subject; none: it was not found how to mend it
  std::vector<bool> mended;                           // by subject: fails no more once all changes are made
  std::vector<explain::Change> all;                   // of the mended ones, each once
  std::string patch;                                  // the same as a JSON Patch (RFC 6902) for these facts
  std::vector<Broken> breaks;                         // what passed before and fails then; of facts up to 4 MB
  bool sought = true;                                 // false: the facts are too large to try changes on them
};

// `proof_of`: the proof of each of so many subjects, the first at least. Of the alternatives that `find_repairs` finds
// for the first subject the gentlest is taken (settings before what takes something out of use or away, then what is
// `chosen` already for other gaps), and the same changes are looked for on the others. None of all can be left out,
// where the facts are up to 4 MB. What would take something out of use or away that another rule needs is not proposed.
[[nodiscard]] auto find_common_repair(const model::Program& program, const facts::Facts& facts, const Sources& sources,
                                      std::size_t subjects, const std::function<explain::Proof(std::size_t)>& proof_of,
                                      const std::vector<explain::Change>& chosen = {}) -> CommonRepair;

}  // namespace dengbao::assess
