#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "base/source.h"

namespace dengbao::facts {

// The JSON text of `facts` after the operations of a JSON Patch (RFC 6902), one after the other: what would be if. What
// the patch does not touch keeps its bytes and, above the first change, its lines; numbers keep their digits.
//
// Reports a patch that is none (F0401) and an operation that does not fit the facts (F0402) at their place in the
// patch; nothing is returned then. A facts text that is no JSON is returned as it is: reading it will say so.
[[nodiscard]] auto apply_patch(const Sources& sources, FileId facts, FileId patch, Sink& sink)
    -> std::optional<std::string>;
// The same for a text that is known to be JSON, since facts were read from it.
[[nodiscard]] auto apply_patch_to_valid(const Sources& sources, FileId facts, FileId patch, Sink& sink)
    -> std::optional<std::string>;

}  // namespace dengbao::facts
