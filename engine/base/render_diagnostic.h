#pragma once

#include <span>
#include <string>

#include "base/diagnostic.h"

namespace dengbao {

// How messages look on a terminal: the code and its words, the source line, a caret under the exact words (right under
// wide characters and tabs as well), further places, help. `colour` adds ANSI colours.
[[nodiscard]] auto render(std::span<const Diagnostic> diagnostics, const Sources& sources, Lang lang, bool colour)
    -> std::string;

}  // namespace dengbao
