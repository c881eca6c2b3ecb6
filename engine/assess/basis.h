#pragma once

#include <deque>
#include <set>

#include "assess/assessment.h"

namespace dengbao::assess {

// The facts that the verdicts on one part of a requirement rest on.
struct Basis {
  model::RequirementId requirement;
  std::uint32_t part = 0;  // index into Requirement::parts
  std::set<explain::FactRef> facts;
};

// For every part of every requirement that was decided for some subject: what was looked at for these subjects, missing
// facts left out. Advisory requirements are left out, as in all counts.
[[nodiscard]] auto find_basis(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
                              const Assessment& assessment) -> std::deque<Basis>;

}  // namespace dengbao::assess
