#pragma once

#include <map>
#include <string>
#include <vector>

#include "assess/assessment.h"
#include "report/context.h"

namespace dengbao::report {

// The clauses of one domain (of one part of the catalogue) and their verdicts.
struct DomainCount {
  std::string title;  // with the part's name where the assessment has several
  std::uint32_t clauses = 0;
  std::uint32_t not_covered = 0;
  std::map<eval::Verdict, std::uint32_t> verdicts;  // of the covered ones

  [[nodiscard]] auto of(eval::Verdict verdict) const -> std::uint32_t {
    const auto found = verdicts.find(verdict);
    return found == verdicts.end() ? 0 : found->second;
  }
};

// In the catalogue's order.
[[nodiscard]] auto count_domains(const Context& context, const assess::Assessment& assessment)
    -> std::vector<DomainCount>;

}  // namespace dengbao::report
