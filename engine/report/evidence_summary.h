#pragma once

#include <string>

#include "assess/assessment.h"
#include "report/context.h"
#include "report/json.h"

namespace dengbao::report {

// Who says so, over a whole assessment. Each fact that a verdict rests on is counted once, by the worst that is to be
// said of its evidence: a fact that serves two parts is as asked only if the method is one that both ask for.
struct EvidenceSummary {
  std::uint32_t facts = 0;
  std::uint32_t as_asked = 0;  // by a method asked for, and not old
  std::uint32_t older = 0;     // by a method asked for, more than a year old
  std::uint32_t interview_only = 0;
  std::uint32_t other_method = 0;  // examined where a test is asked for, and so on
  std::uint32_t none = 0;
  std::uint32_t voided = 0;  // the attached file is not the one that was hashed
};

[[nodiscard]] auto summarise_evidence(const Context& context, const assess::Assessment& assessment) -> EvidenceSummary;

// A line for each kind that there is, with its number: words first.
[[nodiscard]] auto evidence_rows(const EvidenceSummary& summary, Lang lang)
    -> std::vector<std::pair<std::string, std::uint32_t>>;

[[nodiscard]] auto evidence_summary_json(const EvidenceSummary& summary) -> Json;

}  // namespace dengbao::report
