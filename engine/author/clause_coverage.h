#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/program.h"

// Which clauses of the documents that have a catalogue some policy checks, and why the others are not.
namespace dengbao::author {

struct UncoveredClause {
  std::uint32_t clause = 0;  // index into Source::clauses
  bool in_part = false;      // what cites it covers it in part only
};

// The clauses of one control domain.
struct DomainCoverage {
  Localised domain;  // may be empty
  std::size_t clauses = 0;
  std::size_t covered = 0;
};

// The clauses of one part of a source at one level.
struct PartCoverage {
  model::SourceId source;
  std::string part;  // as the catalogue has it: general, cloud …; may be empty
  Localised part_title;
  std::uint32_t level = 0;
  std::size_t clauses = 0;
  std::size_t covered = 0;
  std::vector<DomainCoverage> domains;     // in the catalogue's order
  std::vector<UncoveredClause> uncovered;  // in the catalogue's order
};

// What the program's requirements, risks, duties, outcomes and tables cite, of all sources with a catalogue: by source,
// part and ascending level. Of the scheme's own catalogue only requirements count, at the levels at which they stand;
// a clause cited in part only is not covered.
[[nodiscard]] auto clause_coverage(const model::Program& program) -> std::vector<PartCoverage>;

}  // namespace dengbao::author
