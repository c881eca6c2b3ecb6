#pragma once

#include <string>

#include "base/source.h"

namespace dengbao::model {

// A digest of policies, over the texts of their modules and catalogues in the order in which they were read: the same
// wherever the files lie, another whenever they could give another verdict. `count`: the first so many sources are
// those of the policies.
[[nodiscard]] auto policies_digest(const Sources& sources, std::size_t count) -> std::string;

}  // namespace dengbao::model
