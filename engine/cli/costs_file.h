#pragma once

#include <optional>
#include <string>

#include "assess/costs.h"
#include "cli/session.h"

namespace dengbao::cli {

// The costs in the file of that path (`--costs`), of a session with a program. Costs of nothing for an empty path;
// nothing after an error, which is reported.
[[nodiscard]] auto load_costs(Session& session, const std::string& path) -> std::optional<assess::Costs>;

}  // namespace dengbao::cli
