#include "report/evidence_summary.h"

#include <algorithm>
#include <map>

#include "assess/basis.h"
#include "report/evidence.h"
#include "report/finding.h"

namespace dengbao::report {
namespace {

// From good to bad.
enum class Strength : std::uint8_t { as_asked, older, interview_only, other_method, none, voided };

auto strength_of(const Context& context, const facts::Evidence* evidence, const std::vector<model::Method>& asked)
    -> Strength {
  if (evidence == nullptr) return Strength::none;
  if (evidence->attachment == facts::Attachment::differs) return Strength::voided;
  if (!as_asked(*evidence, asked)) {
    return evidence->method == model::Method::interview ? Strength::interview_only : Strength::other_method;
  }
  return stale(context, *evidence) ? Strength::older : Strength::as_asked;
}

auto count_of(EvidenceSummary& summary, Strength strength) -> std::uint32_t& {
  switch (strength) {
    case Strength::as_asked:
      return summary.as_asked;
    case Strength::older:
      return summary.older;
    case Strength::interview_only:
      return summary.interview_only;
    case Strength::other_method:
      return summary.other_method;
    case Strength::voided:
      return summary.voided;
    case Strength::none:
      break;
  }
  return summary.none;
}

}  // namespace

auto summarise_evidence(const Context& context, const assess::Assessment& assessment) -> EvidenceSummary {
  struct Known {
    const facts::Evidence* evidence = nullptr;
    Strength strength = Strength::as_asked;
  };
  std::map<explain::FactRef, Known> known;
  for (const auto& basis : assess::find_basis(context.program, context.facts, context.settings, assessment)) {
    const auto& asked = methods_of(context.program.requirements[basis.requirement], basis.part);
    for (const auto& fact : basis.facts) {
      const auto [at, fresh] = known.try_emplace(fact);
      if (fresh) at->second.evidence = context.facts.evidence_for(pointer(context, fact));
      at->second.strength = std::max(at->second.strength, strength_of(context, at->second.evidence, asked));
    }
  }
  EvidenceSummary summary;
  summary.facts = static_cast<std::uint32_t>(known.size());
  for (const auto& [fact, one] : known) ++count_of(summary, one.strength);
  return summary;
}

auto evidence_rows(const EvidenceSummary& summary, Lang lang) -> std::vector<std::pair<std::string, std::uint32_t>> {
  std::vector<std::pair<std::string, std::uint32_t>> rows;
  const auto add = [&](std::uint32_t number, const char* en, const char* zh) {
    if (number > 0) rows.emplace_back(lang == Lang::zh ? zh : en, number);
  };
  add(summary.as_asked, "with evidence by the method asked for", "证据方法符合要求");
  add(summary.older, "with evidence older than a year", "证据已超过一年");
  add(summary.interview_only, "by interview only, more is asked for", "仅有访谈，要求其他方法");
  add(summary.other_method, "by another method than is asked for", "证据方法与要求不同");
  add(summary.none, "without evidence", "无证据");
  add(summary.voided, "whose evidence is void", "证据无效");
  return rows;
}

auto evidence_summary_json(const EvidenceSummary& summary) -> Json {
  return {{"facts", summary.facts},
          {"as_asked", summary.as_asked},
          {"older_than_a_year", summary.older},
          {"interview_only", summary.interview_only},
          {"other_method", summary.other_method},
          {"none", summary.none},
          {"void", summary.voided}};
}

}  // namespace dengbao::report
