#include "explain/judge_kinds.h"

namespace dengbao::explain {

using namespace model;

void judge_risk(const World& world, const Requirement& risk, Frame& frame, JudgedSubject& result) {
  std::vector<eval::RiskPart> parts;
  for (std::uint32_t i = 0; i < risk.parts.size(); ++i) {
    const auto& part = risk.parts[i];
    if (!part.holds_at(world.level)) continue;
    const auto raised = evaluate_truth(world, part.condition, frame);
    const auto lowered = raised == Truth::yes ? exception_of(world, risk, part, frame) : Truth::no;
    parts.push_back({eval::risk_part_verdict(raised, lowered), lowered});
    result.parts.push_back({i, {parts.back().verdict, false, false}});
  }
  const auto found = eval::risk_subject_verdict(parts);
  result.verdict = found.verdict;
  result.final = found.final;
}

}  // namespace dengbao::explain
