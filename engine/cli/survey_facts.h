#pragma once

#include <string>

#include "cli/session.h"

namespace dengbao::cli {

// Loads policies and facts for a survey, which may begin with no facts at all; level, date and parameters where there
// is to be a `level`. `may_begin`: a file that does not exist yet has nothing in it. False after an error.
[[nodiscard]] auto load_for_survey(Session& session, const Options& options, bool level, bool may_begin) -> bool;

// Whether facts with answers in them can be read again; reports what is wrong with them.
[[nodiscard]] auto is_readable(Session& session, const std::string& text) -> bool;

}  // namespace dengbao::cli
