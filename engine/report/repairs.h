#pragma once

#include <string>
#include <vector>

#include "explain/words.h"
#include "report/json.h"
#include "report/part_text.h"

// What would change a fail: alternatives beside each other, each with how many changes it takes, whether fewer would
// do, and what passes now and would fail then.
namespace dengbao::report {

// Whether there is something to put right: not for what was done late, which nobody can change any more.
[[nodiscard]] auto wants_remedy(eval::Verdict verdict) -> bool;

// An alternative a line: "minimum password length of root: at least 8  (1 change)"; a sentence that says so where there
// is none. Both empty where the verdict is none that changes of the facts may better.
struct RepairLines {
  std::vector<std::string> alternatives;
  std::string none;
};
[[nodiscard]] auto repair_lines(const Explained& explained) -> RepairLines;

// The same as text.
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
