#include "report/reasons.h"

#include "explain/words.h"

namespace dengbao::report {

auto reason_lines(const Context& context, const Finding& finding) -> std::vector<ReasonLine> {
  const explain::Words words(context.program, context.facts, finding.proof, context.lang);
  std::vector<ReasonLine> lines;
  for (const auto leaf : finding.reason.leaves) {
    ReasonLine line{words.step(leaf), {}, {}, {}};
    for (const auto& below : facts_below(finding.proof, leaf)) {
      line.facts.push_back(below.fact);
      line.pointers.push_back(pointer(context, below.fact));
    }
    const auto& step = finding.proof.steps[leaf];
    if (step.expr) line.written = context.program.exprs[*step.expr].span;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace dengbao::report
