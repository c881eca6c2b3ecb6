#include "report/domains.h"

#include <algorithm>

namespace dengbao::report {

auto count_domains(const Context& context, const assess::Assessment& assessment) -> std::vector<DomainCount> {
  std::vector<DomainCount> domains;
  for (const auto& result : assessment.clauses) {
    const auto& clause = context.program.sources[result.source].clauses[result.clause];
    auto title = clause.domain.in(context.lang).str();
    if (assessment.parts.size() > 1) {
      title = (clause.part_title.empty() ? clause.part : clause.part_title.in(context.lang).str()) + " · " + title;
    }
    auto found = std::ranges::find(domains, title, &DomainCount::title);
    if (found == domains.end()) found = domains.insert(found, DomainCount{title, 0, 0, {}});
    ++found->clauses;
    if (result.covered) {
      ++found->verdicts[result.verdict];
    } else {
      ++found->not_covered;
    }
  }
  return domains;
}

}  // namespace dengbao::report
