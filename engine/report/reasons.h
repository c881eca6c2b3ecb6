#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/finding.h"

namespace dengbao::report {

// One step that a verdict rests on, in the language of the report.
struct ReasonLine {
  std::string text;
  std::vector<explain::FactRef> facts;  // that it rests on, missing ones too; the most telling first
  std::vector<std::string> pointers;    // of these
  std::optional<Span> written;          // in the policies
};

[[nodiscard]] auto reason_lines(const Context& context, const Finding& finding) -> std::vector<ReasonLine>;

}  // namespace dengbao::report
