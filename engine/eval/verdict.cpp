#include "eval/verdict.h"

#include <algorithm>

namespace dengbao::eval {
namespace {

auto is_pass(Verdict verdict) -> bool { return verdict == Verdict::pass || verdict == Verdict::pass_by_exception; }

// The subjects of a requirement, or the requirements of a clause, counted as the rule asks.
struct Tally {
  bool failing = false;        // surely in scope
  bool partial = false;        // surely in scope
  bool passing = false;        // surely in scope
  bool maybe_passing = false;  // passes, and may be out of scope
  bool undecided = false;
  bool changing = false;  // something undecided that could still turn out to be met, wholly or in part
  bool recommended_not_met = false;

  void add(const SubjectResult& subject) {
    const auto [in_scope, verdict, final] = subject;
    if (verdict == Verdict::not_applicable || in_scope == Truth::no) return;
    changing = changing || !final;
    if (in_scope == Truth::yes) {
      add_sure(verdict);
    } else if (is_pass(verdict)) {
      maybe_passing = true;
    } else {
      undecided = true;
      changing = changing || verdict != Verdict::fail;
    }
  }

  [[nodiscard]] auto bad() const -> bool { return failing || partial; }

 private:
  void add_sure(Verdict verdict) {
    failing = failing || verdict == Verdict::fail;
    partial = partial || verdict == Verdict::partial;
    passing = passing || is_pass(verdict);
    recommended_not_met = recommended_not_met || verdict == Verdict::not_met_recommended;
    undecided = undecided || verdict == Verdict::undecided;
    changing = changing || verdict == Verdict::undecided;
  }
};

// The verdict where something surely in scope is not as it must be.
auto bad_verdict(const Tally& tally, bool open_scope) -> RequirementVerdict {
  if (tally.partial || tally.passing) return {Verdict::partial, true};
  if (tally.maybe_passing) return {Verdict::partial, false};
  return {Verdict::fail, !tally.changing && !open_scope};
}

auto counted(std::span<const PartResult> parts, bool only_recommended, auto holds) -> bool {
  return std::any_of(parts.begin(), parts.end(),
                     [&](const PartResult& part) { return (only_recommended || !part.recommended) && holds(part); });
}

}  // namespace

auto verdict_name(Verdict verdict) -> std::string_view {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::pass_by_exception:
      return "pass-by-exception";
    case Verdict::partial:
      return "partial";
    case Verdict::fail:
      return "fail";
    case Verdict::undecided:
      return "undecided";
    case Verdict::not_applicable:
      return "not-applicable";
    case Verdict::not_met_recommended:
      return "not-met-recommended";
  }
  return "";
}

auto verdict_words(Verdict verdict) -> Localised {
  switch (verdict) {
    case Verdict::pass:
      return {"PASS", "符合"};
    case Verdict::pass_by_exception:
      return {"PASS BY EXCEPTION", "符合（例外）"};
    case Verdict::partial:
      return {"PARTIAL", "部分符合"};
    case Verdict::fail:
      return {"FAIL", "不符合"};
    case Verdict::undecided:
      return {"UNDECIDED", "证据不足"};
    case Verdict::not_applicable:
      return {"NOT APPLICABLE", "不适用"};
    case Verdict::not_met_recommended:
      return {"RECOMMENDED, NOT MET", "建议项未满足"};
  }
  return {};
}

auto part_verdict(Truth condition, Truth exception) -> PartVerdict {
  if (condition == Truth::yes) return PartVerdict::met;
  if (exception == Truth::yes) return PartVerdict::excused;
  if (condition == Truth::no && exception == Truth::no) return PartVerdict::failed;
  return PartVerdict::undecided;
}

auto subject_verdict(std::span<const PartResult> parts) -> Verdict {
  if (parts.empty()) return Verdict::not_applicable;
  const bool all_recommended =
      std::all_of(parts.begin(), parts.end(), [](const auto& part) { return part.recommended; });
  const auto any = [&](auto holds) { return counted(parts, all_recommended, holds); };

  if (any([](const auto& part) { return part.verdict == PartVerdict::failed; })) {
    if (all_recommended) return Verdict::not_met_recommended;
    const bool some_met = any([](const auto& part) {
      return (part.verdict == PartVerdict::met && !part.vacuous) || part.verdict == PartVerdict::excused;
    });
    return some_met ? Verdict::partial : Verdict::fail;
  }
  if (any([](const auto& part) { return part.verdict == PartVerdict::undecided; })) return Verdict::undecided;
  const bool excused = any([](const auto& part) { return part.verdict == PartVerdict::excused; });
  return excused ? Verdict::pass_by_exception : Verdict::pass;
}

auto subject_final(std::span<const PartResult> parts) -> bool {
  if (subject_verdict(parts) != Verdict::fail) return true;
  return !counted(parts, false, [](const auto& part) { return part.verdict == PartVerdict::undecided || part.open; });
}

auto requirement_verdict(std::span<const SubjectResult> subjects, bool open_scope, std::optional<bool> when_none_pass)
    -> RequirementVerdict {
  Tally tally;
  for (const auto& subject : subjects) tally.add(subject);

  if (tally.bad()) return bad_verdict(tally, open_scope);
  if (tally.recommended_not_met) return {Verdict::not_met_recommended};
  if (tally.undecided || open_scope) return {Verdict::undecided};
  if (tally.passing) return {Verdict::pass};
  if (tally.maybe_passing) return {when_none_pass.value_or(true) ? Verdict::pass : Verdict::undecided};
  if (!when_none_pass) return {Verdict::not_applicable};
  return {*when_none_pass ? Verdict::pass : Verdict::fail};
}

auto clause_verdict(std::span<const CitingResult> requirements) -> Verdict {
  Tally tally;
  bool whole_pass = false;
  for (const auto& citing : requirements) {
    tally.add({Truth::yes, citing.verdict});
    whole_pass = whole_pass || (!citing.in_part && is_pass(citing.verdict));
  }
  if (tally.bad()) return bad_verdict(tally, false).verdict;
  if (tally.undecided) return Verdict::undecided;
  if (tally.passing) return whole_pass ? Verdict::pass : Verdict::undecided;
  if (tally.recommended_not_met) return Verdict::not_met_recommended;
  return requirements.empty() ? Verdict::undecided : Verdict::not_applicable;
}

}  // namespace dengbao::eval
