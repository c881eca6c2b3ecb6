#pragma once

#include <string>
#include <string_view>

#include "assess/assessment.h"
#include "report/context.h"

namespace dengbao::report {

// What someone else needs to check every verdict without this program, `dengbao.certificate/1`: SHA-256 of the facts
// file and of the core (`core`: as `core_json` writes it), date, levels and parameters; the facts that reasons rest on,
// as they stand in the file; the verdict of every requirement, risk and duty that stands, and of every subject, each
// with the facts that force it while all others are unknown. It says nothing that cannot be checked: no words, no
// lines.
//
// `assessment`: of everything that stands; a selection cannot be told from one that hides failures.
[[nodiscard]] auto certificate(const Context& context, const assess::Assessment& assessment, std::string_view core)
    -> std::string;

}  // namespace dengbao::report
