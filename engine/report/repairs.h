#pragma once

#include <string>

#include "explain/words.h"
#include "report/json.h"
#include "report/part_text.h"

// What would change a fail: alternatives beside each other, each with how many changes it takes, whether fewer would
// do, and what passes now and would fail then.
namespace dengbao::report {

// Empty where the verdict is none that changes of the facts may better.
[[nodiscard]] auto repairs_text(const Explained& explained) -> std::string;

// The same with a JSON Patch each; in both languages.
[[nodiscard]] auto repairs_json(const Context& context, const Finding& finding, const explain::Words& en,
                                const explain::Words& zh) -> Json;

// "root: enabled — no; dba: enabled — no" as the lines of a list, in both languages.
[[nodiscard]] auto changes_json(const std::vector<explain::Change>& changes, const explain::Words& en,
                                const explain::Words& zh) -> Json;
// The same in one line.
[[nodiscard]] auto changes_words(const Context& context, const std::vector<explain::Change>& changes,
                                 const explain::Words& words) -> std::string;
// "2 changes, no fewer will do"; `smallest` and `of_kind` as in assess::Repair.
[[nodiscard]] auto size_words(const Context& context, std::size_t changes, std::optional<bool> smallest,
                              bool of_kind = false) -> std::string;

}  // namespace dengbao::report
