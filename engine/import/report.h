#pragma once

#include <string>
#include <vector>

#include "base/localised.h"
#include "import/merge.h"

namespace dengbao::importing {

// "92.4 %" of what was understood; of nothing all.
[[nodiscard]] auto share_understood(const Findings& findings) -> double;

// One line about each source, and one about what became of the facts.
[[nodiscard]] auto summary_text(const std::vector<ImportedSource>& sources, const Merged& merged, Lang lang)
    -> std::string;

// What was understood of each source, what of it no fact asks for, what was not understood, line by line, and the
// secrets seen. No value of the source is in it.
[[nodiscard]] auto report_text(const std::vector<ImportedSource>& sources, const Merged& merged, Lang lang)
    -> std::string;
[[nodiscard]] auto report_json(std::string_view kind, const std::vector<ImportedSource>& sources, const Merged& merged)
    -> std::string;

}  // namespace dengbao::importing
