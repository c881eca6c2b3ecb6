#include "assess/filing/filing.h"

#include <algorithm>

#include "assess/classify/classify.h"

namespace dengbao::assess {
namespace {

using eval::PartVerdict;
using model::RuleKind;

constexpr std::string_view papers_topic = "filing";

auto is_paper(const model::Requirement& rule) -> bool {
  return rule.kind == RuleKind::requirement && is_about(rule.module, papers_topic);
}

auto any_later(const explain::JudgedSubject& subject, PartVerdict verdict) -> bool {
  return std::any_of(subject.parts.begin() + 1, subject.parts.end(), [&](const eval::JudgedPart& part) {
    return !part.result.recommended && part.result.verdict == verdict;
  });
}

auto state_of_whole(eval::Verdict verdict) -> PaperState {
  switch (verdict) {
    case eval::Verdict::pass:
    case eval::Verdict::provided:
      return PaperState::ready;
    case eval::Verdict::fail:
    case eval::Verdict::partial:
      return PaperState::missing;
    case eval::Verdict::undecided:
      return PaperState::open;
    default:
      return PaperState::not_needed;
  }
}

}  // namespace

auto paper_state(const explain::Judgement& judgement) -> PaperState {
  // Nothing was in scope, and that is well: there is no such paper.
  if (judgement.by_when_none && judgement.verdict.verdict == eval::Verdict::pass) return PaperState::not_needed;
  return state_of_whole(judgement.verdict.verdict);
}

auto paper_state(const explain::JudgedSubject& subject) -> PaperState {
  if (subject.parts.empty()) return state_of_whole(subject.verdict);
  const auto there = subject.parts.front().result.verdict;
  // What excuses that it is not there says that it need not be.
  if (there == PartVerdict::excused) return PaperState::not_needed;
  const bool bad = there == PartVerdict::failed || any_later(subject, PartVerdict::failed);
  if (there == PartVerdict::undecided || (bad && subject.in_scope != Truth::yes)) return PaperState::open;
  if (there == PartVerdict::failed) return PaperState::missing;
  if (bad) return PaperState::outdated;
  return any_later(subject, PartVerdict::undecided) ? PaperState::open : PaperState::ready;
}

auto parts_behind(const explain::JudgedSubject& subject) -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> parts;
  const auto state = paper_state(subject);
  if (state == PaperState::ready || state == PaperState::not_needed) return parts;
  for (const auto& part : subject.parts) {
    const bool failed = part.result.verdict == PartVerdict::failed;
    const bool open = part.result.verdict == PartVerdict::undecided;
    if (!part.result.recommended && (state == PaperState::open ? failed || open : failed)) parts.push_back(part.part);
    if (state == PaperState::missing) break;  // of what is not there there is no more to say
  }
  return parts;
}

auto has_papers(const model::Program& program) -> bool { return std::ranges::any_of(program.requirements, is_paper); }

auto judge_filing(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings) -> Assessment {
  const auto& program = *plan.program;
  Assessment assessment;
  assessment.level = eval::level_text(program, settings);
  assessment.as_of = settings.as_of;
  auto ids = select(program, settings, {});
  std::erase_if(ids, [&](model::RequirementId id) {
    const auto& rule = program.requirements[id];
    return !is_paper(rule) && !(rule.kind == RuleKind::duty && is_about(rule.module, papers_topic));
  });
  for (auto& judgement : eval::judge(plan, facts, settings, ids, eval::Keep::all)) {
    const bool duty = program.requirements[judgement.requirement].kind == RuleKind::duty;
    (duty ? assessment.duties : assessment.results).push_back(std::move(judgement));
  }
  return assessment;
}

}  // namespace dengbao::assess
