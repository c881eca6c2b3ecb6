#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "import/findings.h"
#include "model/program.h"

// What sources say becomes part of a facts file: what was not known is added, with evidence; what was known stays.
namespace dengbao::importing {

// One source that was read, and what evidence says of it.
struct ImportedSource {
  std::string name;  // as it is shown: "core.cfg"; with a line behind it in the evidence
  std::string file;  // its path below the folder of the facts; empty where it lies elsewhere
  std::string sha256;
  std::string by;  // the program
  Date on;         // the day on which it was taken
  Findings findings;
};

// "core.cfg:12", "assets.xlsx[servers]:4": where in the source it says so, as it is shown.
[[nodiscard]] auto place_in(const ImportedSource& source, const Witness& witness) -> std::string;

struct Merged {
  std::string text;           // of the facts
  std::size_t added = 0;      // facts that were not known before
  std::size_t same = 0;       // facts that were known already
  std::size_t conflicts = 0;  // C0801, as warnings: what was known stays
  std::size_t left_out = 0;   // hosts that might be several of those known: C0804
};

// Puts the sources into a facts file, which has been read without errors, one after the other: what one says the next
// may contradict. A host is the same if its id or name is, or if one of its addresses is that of one known host alone
// (identity.h). The file keeps its bytes but for what is added, unless it was laid out by this program before, or has
// nothing in it: then it is laid out again. The same sources once more change nothing.
[[nodiscard]] auto merge(const model::Program& program, const Sources& sources, FileId facts,
                         std::vector<ImportedSource> imported, Sink& sink) -> Merged;

}  // namespace dengbao::importing
