#pragma once

#include <string>

#include "assess/assessment.h"
#include "cli/session.h"

namespace dengbao::cli {

// Asks on the terminal, line by line; each answer is written into the facts at `path` at once. The exit status: 0 if
// nothing is left to ask, 2 if something is, 3 if the answers cannot be kept.
[[nodiscard]] auto run_interview(Session& session, const assess::Selection& selection, const std::string& path,
                                 const std::string& by) -> int;

}  // namespace dengbao::cli
