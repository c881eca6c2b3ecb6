#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "base/localised.h"
#include "base/source.h"

namespace dengbao::syntax {

// The policy text of `file` in the house's layout; the same tree, the same comments.
//
// With a language, keywords, word order and punctuation become those of that language; names and texts stay as they
// are. Without one no word changes. Formatting twice gives what formatting once gives, and a text taken to the other
// language and back is byte for byte what it was (once formatted). Mistakes in the text are reported to `sink` as
// `parse` does, and there is no result.
[[nodiscard]] auto format(const Sources& sources, FileId file, std::optional<Lang> lang, Sink& sink)
    -> std::optional<std::string>;

}  // namespace dengbao::syntax
