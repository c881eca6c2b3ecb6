#include "report/rule_lines.h"

#include <algorithm>
#include <limits>

#include "report/subject.h"

namespace dengbao::report {
namespace {

auto catalogue_place(const Context& context, const explain::Judgement& judgement) -> std::uint32_t {
  const auto& requirement = context.program.requirements[judgement.requirement];
  auto first = std::numeric_limits<std::uint32_t>::max();
  for (const auto& citation : requirement.citations) {
    if (context.program.scheme.catalogue != citation.source) continue;
    const auto& clauses = context.program.sources[citation.source].clauses;
    for (const auto clause : citation.clauses) {
      if (clauses[clause].level == judgement.level) first = std::min(first, clause);
    }
  }
  return first;
}

auto pointers_to(const std::vector<explain::Judgement>& judgements) -> std::vector<const explain::Judgement*> {
  std::vector<const explain::Judgement*> all;
  all.reserve(judgements.size());
  for (const auto& judgement : judgements) all.push_back(&judgement);
  return all;
}

}  // namespace

auto is_judged(const Context& context, const model::Requirement& requirement) -> bool {
  return assess::advisory(context.program, requirement) ||
         assess::in_force(context.program, requirement, context.settings.as_of);
}

auto clause_numbers(const Context& context, const explain::Judgement& judgement) -> std::string {
  std::string out;
  for (const auto& cited :
       cited_clauses(context, context.program.requirements[judgement.requirement], judgement.level)) {
    if (out.find(cited.number) != std::string::npos) continue;
    if (!out.empty()) out += in(context, ", ", "、");
    out += cited.number;
  }
  return out;
}

auto control_of(const Context& context, const explain::Judgement& judgement) -> Control {
  for (const auto& cited :
       cited_clauses(context, context.program.requirements[judgement.requirement], judgement.level)) {
    if (cited.clause == nullptr || cited.clause->control.empty()) continue;
    return {cited.clause->domain.in(context.lang), cited.clause->control.in(context.lang)};
  }
  return {};
}

auto in_catalogue_order(const Context& context, const std::vector<explain::Judgement>& judgements)
    -> std::vector<const explain::Judgement*> {
  auto ordered = pointers_to(judgements);
  std::ranges::stable_sort(ordered, {}, [&](const auto* judgement) { return catalogue_place(context, *judgement); });
  return ordered;
}

auto worst_first(const std::vector<explain::Judgement>& judgements) -> std::vector<const explain::Judgement*> {
  auto ordered = pointers_to(judgements);
  std::ranges::stable_sort(ordered, {}, [](const auto* judgement) { return urgency(judgement->verdict.verdict); });
  return ordered;
}

auto urgency(eval::Verdict verdict) -> int {
  using enum eval::Verdict;
  static constexpr eval::Verdict order[] = {fail, high, overdue, partial, late, undecided, medium};
  return static_cast<int>(std::ranges::find(order, verdict) - std::begin(order));
}

auto remark(const Context& context, const explain::Judgement& judgement) -> std::string {
  const auto& requirement = context.program.requirements[judgement.requirement];
  std::string out;
  const auto add = [&](std::string_view en, std::string_view zh) {
    if (!out.empty()) out += in(context, "; ", "；");
    out += in(context, en, zh);
  };
  if (assess::advisory(context.program, requirement)) {
    add("advisory: rests on drafts only, not counted", "仅依据征求意见稿，供参考，不计入统计");
  } else if (!is_judged(context, requirement)) {
    add("its sources are not in force on this date", "所依据的文件在评估日未生效");
  }
  if (judgement.by_when_none) add(requirement.when_none->words.en, requirement.when_none->words.in(Lang::zh));
  if (!judgement.verdict.final) add("what is undecided could still change this", "尚未判定的内容仍可能改变该结论");
  if (is_judged(context, requirement)) {
    const auto scope = scope_words(context, judgement);
    if (!scope.empty()) add(scope, scope);
  }
  return out;
}

}  // namespace dengbao::report
