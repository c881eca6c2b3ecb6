#pragma once

#include <string>

#include "eval/verdict.h"
#include "report/context.h"
#include "report/layout.h"

// How the parts of a requirement, and what raises and lowers a risk, are marked and worded.
namespace dengbao::report {

// Coloured: ✓ met, excused, not raised · ✗ failed, raised · ! raised and lowered · ? undecided
[[nodiscard]] auto part_mark(const Context& context, model::RuleKind kind, eval::PartVerdict verdict) -> std::string;

// The part's label with what became of it, where its mark does not say it. `condition`: whether the part's own holds.
[[nodiscard]] auto part_label(const Context& context, model::RuleKind kind, const model::Part& part,
                              eval::PartVerdict verdict, Truth condition) -> std::string;

// Whether the part's exceptions (of a risk: what lowers it) matter to that verdict.
[[nodiscard]] auto tells_exceptions(model::RuleKind kind, eval::PartVerdict verdict) -> bool;

// "excused by "…"", "not lowered by "…"".
[[nodiscard]] auto exception_words(const Context& context, model::RuleKind kind, Truth holds, const std::string& label)
    -> std::string;

}  // namespace dengbao::report
