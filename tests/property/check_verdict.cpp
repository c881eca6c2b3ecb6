#include "property/check_verdict.h"

#include <algorithm>

#include "property/laws.h"

namespace dengbao::property {
namespace {

using eval::PartVerdict;
using eval::Verdict;

// A pass is a pass, by exception or not: with more facts the requirement itself may turn out to be met.
auto kind_of(Verdict verdict) -> Verdict { return verdict == Verdict::pass_by_exception ? Verdict::pass : verdict; }

auto name_of(Verdict verdict) -> std::string { return std::string(eval::verdict_name(verdict)); }

class Comparison {
 public:
  Comparison(const Judged& before, const Judged& now, const Compared& compared)
      : before_(before), now_(now), compared_(compared) {}

  void run() {
    compare_whole();
    if (before_.judgement.applies == Truth::no || now_.judgement.applies == Truth::no) return;
    for (const auto& subject : before_.subjects) {
      const auto same = [&](const JudgedOne& other) { return other.name == subject.name; };
      const auto found = std::find_if(now_.subjects.begin(), now_.subjects.end(), same);
      compare_scope(subject, found != now_.subjects.end() ? &found->judged : nullptr);
      if (found == now_.subjects.end()) continue;
      compare_parts(subject, found->judged);
      compare_subject(subject, found->judged);
    }
  }

 private:
  void compare_whole() {
    const auto& [was, final] = before_.judgement.verdict;
    const auto is = now_.judgement.verdict.verdict;
    const bool decided = was != Verdict::undecided;
    compared_(about_facts::verdicts, decided, decided && !allowed(kind_of(was), kind_of(is), final),
              "the verdict was " + name_of(was) + (final ? " (final)" : " (not final)") + " and is " + name_of(is) +
                  " with more facts");
  }

  auto allowed(Verdict was, Verdict is, bool final) const -> bool {
    if (was == is) return true;
    if (!final)
      return (was == Verdict::fail || was == Verdict::partial) && (is == Verdict::fail || is == Verdict::partial);
    // Nobody is surely in scope: all who may be pass, or there turns out to be nobody.
    return was == Verdict::pass && is == Verdict::not_applicable && !anyone_surely_in_scope();
  }
  auto anyone_surely_in_scope() const -> bool {
    return std::any_of(before_.subjects.begin(), before_.subjects.end(),
                       [](const JudgedOne& one) { return one.judged.in_scope == Truth::yes; });
  }

  void compare_scope(const JudgedOne& was, const explain::JudgedSubject* is) {
    const bool sure = was.judged.in_scope == Truth::yes;
    const bool kept = is != nullptr && is->in_scope == Truth::yes;
    compared_(about_facts::subjects, sure, sure && !kept, was.name + " was surely in scope and is not with more facts");
  }

  void compare_parts(const JudgedOne& was, const explain::JudgedSubject& is) {
    for (std::size_t i = 0; i < was.judged.parts.size(); ++i) {
      const auto before = was.judged.parts[i].result.verdict;
      const auto now = is.parts[i].result.verdict;
      compared_(about_facts::parts, before != PartVerdict::undecided, !may_become(before, now),
                "part " + std::to_string(i + 1) + " of " + was.name + " was " + part_name(before) + " and is " +
                    part_name(now) + " with more facts");
    }
  }

  void compare_subject(const JudgedOne& was, const explain::JudgedSubject& is) {
    compared_(about_facts::subjects, was.judged.verdict != Verdict::undecided, !may_become(was.judged, is.verdict),
              was.name + " was " + name_of(was.judged.verdict) + " and is " + name_of(is.verdict) + " with more facts");
  }

  const Judged& before_;
  const Judged& now_;
  const Compared& compared_;
};

auto subject_name(const explain::World& world, const Value& subject) -> std::string {
  const auto* row = subject.get_if<Row>();
  return row == nullptr ? "" : world.facts.name(*row, Lang::en);
}

}  // namespace

auto part_name(PartVerdict verdict) -> std::string {
  switch (verdict) {
    case PartVerdict::met:
      return "met";
    case PartVerdict::excused:
      return "excused";
    case PartVerdict::failed:
      return "failed";
    case PartVerdict::undecided:
      return "undecided";
  }
  return "";
}

auto may_become(PartVerdict before, PartVerdict now) -> bool {
  return before == PartVerdict::undecided || before == now ||
         (before == PartVerdict::excused && now == PartVerdict::met);
}

auto may_become(const explain::JudgedSubject& before, Verdict now) -> bool {
  if (before.verdict == Verdict::undecided || kind_of(before.verdict) == kind_of(now)) return true;
  // A part that is open, or that holds of nothing so far, may still be met: then not all has failed.
  const auto open = [](const explain::JudgedPart& part) {
    return part.result.verdict == PartVerdict::undecided || part.result.vacuous;
  };
  return before.verdict == Verdict::fail && now == Verdict::partial &&
         std::any_of(before.parts.begin(), before.parts.end(), open);
}

auto judge_clause(const explain::World& world, model::RequirementId requirement) -> Judged {
  Judged result{requirement, explain::judge(world.program, world.facts, world.settings, requirement), {}};
  for (const auto& subject : result.judgement.subjects)
    result.subjects.push_back({subject_name(world, subject.subject), subject});
  return result;
}

void compare_judged(const Judged& before, const Judged& now, const Compared& compared) {
  Comparison(before, now, compared).run();
}

}  // namespace dengbao::property
