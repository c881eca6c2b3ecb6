#include "report/repair_lines.h"

#include <fmt/format.h>

#include "assess/repair.h"

namespace dengbao::report {

auto repair_lines(const Explained& explained) -> std::vector<std::string> {
  const auto& context = explained.context;
  if (!wants_repairs(explained.finding.proof.subject.verdict)) return {};
  std::vector<std::string> lines;
  const auto repairs = assess::find_repairs(context.program, context.facts, context.sources, explained.finding.proof);
  for (const auto& repair : repairs.alternatives) {
    std::string words;
    for (const auto& line : explained.words.changes(repair.changes))
      words += (words.empty() ? "" : in(context, "; ", "；")) + line;
    if (!repair.passes) words += in(context, " (something else stays undecided)", "（另有事项仍未判定）");
    const auto count = repair.changes.size();
    lines.push_back(
        words + fmt::format(fmt::runtime(in(context, count == 1 ? "  ({} change)" : "  ({} changes)", "（{} 处修改）")),
                            count));
  }
  return lines;
}

auto wants_remedy(eval::Verdict verdict) -> bool {
  if (verdict == eval::Verdict::late) return false;
  return eval::standing(verdict) == eval::Standing::bad || verdict == eval::Verdict::medium;
}

}  // namespace dengbao::report
