#include "eval/verdict.h"

#include <algorithm>

namespace dengbao::eval {
namespace {

auto is_pass(Verdict verdict) -> bool {
  return verdict == Verdict::pass || verdict == Verdict::pass_by_exception || verdict == Verdict::provided;
}

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
    case Verdict::provided:
      return "provided";
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
    case Verdict::high:
      return "high";
    case Verdict::medium:
      return "medium";
    case Verdict::not_found:
      return "not-found";
    case Verdict::in_time:
      return "in-time";
    case Verdict::not_yet_due:
      return "not-yet-due";
    case Verdict::late:
      return "late";
    case Verdict::overdue:
      return "overdue";
  }
  return "";
}

auto verdict_named(std::string_view name) -> std::optional<Verdict> {
  for (auto ordinal = 0; ordinal <= static_cast<int>(Verdict::overdue); ++ordinal) {
    const auto verdict = static_cast<Verdict>(ordinal);
    if (verdict_name(verdict) == name) return verdict;
  }
  return std::nullopt;
}

auto verdict_words(Verdict verdict) -> Localised {
  switch (verdict) {
    case Verdict::pass:
      return {"PASS", "符合"};
    case Verdict::pass_by_exception:
      return {"PASS BY EXCEPTION", "符合（例外）"};
    case Verdict::provided:
      return {"PROVIDED", "符合（由提供方承担）"};
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
    case Verdict::high:
      return {"HIGH RISK", "高风险"};
    case Verdict::medium:
      return {"MEDIUM RISK (to be confirmed by the assessor)", "中风险（待测评机构确认）"};
    case Verdict::not_found:
      return {"NOT FOUND", "未发现"};
    case Verdict::in_time:
      return {"IN TIME", "已按期完成"};
    case Verdict::not_yet_due:
      return {"NOT YET DUE", "未到期"};
    case Verdict::late:
      return {"LATE", "逾期完成"};
    case Verdict::overdue:
      return {"OVERDUE", "逾期未完成"};
  }
  return {};
}

auto standing(Verdict verdict) -> Standing {
  switch (verdict) {
    case Verdict::pass:
    case Verdict::pass_by_exception:
    case Verdict::provided:
    case Verdict::not_found:
    case Verdict::in_time:
    case Verdict::not_yet_due:
      return Standing::good;
    case Verdict::partial:
    case Verdict::fail:
    case Verdict::high:
    case Verdict::late:
    case Verdict::overdue:
      return Standing::bad;
    case Verdict::undecided:
    case Verdict::medium:
      return Standing::open;
    case Verdict::not_applicable:
    case Verdict::not_met_recommended:
      return Standing::aside;
  }
  return Standing::aside;
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
  bool all_provided = true;  // that pass
  for (const auto& citing : requirements) {
    tally.add({Truth::yes, citing.verdict});
    all_provided = all_provided && (!is_pass(citing.verdict) || citing.verdict == Verdict::provided);
    whole_pass = whole_pass || (!citing.in_part && is_pass(citing.verdict));
  }
  if (tally.bad()) return bad_verdict(tally, false).verdict;
  if (tally.undecided) return Verdict::undecided;
  if (tally.passing) return !whole_pass ? Verdict::undecided : all_provided ? Verdict::provided : Verdict::pass;
  if (tally.recommended_not_met) return Verdict::not_met_recommended;
  return requirements.empty() ? Verdict::undecided : Verdict::not_applicable;
}

auto with_provider(RequirementVerdict own, Truth listed, Truth suffices) -> RequirementVerdict {
  if (listed == Truth::no || (listed == Truth::unknown && is_pass(own.verdict))) return own;
  if (listed == Truth::unknown || suffices == Truth::unknown) return {Verdict::undecided};
  return {suffices == Truth::yes ? Verdict::provided : Verdict::fail};
}

auto passes(Verdict verdict) -> Truth {
  if (verdict == Verdict::undecided) return Truth::unknown;
  return truth(is_pass(verdict));
}

auto risk_part_verdict(Truth raised, Truth lowered) -> PartVerdict {
  if (raised == Truth::no) return PartVerdict::met;
  if (raised == Truth::unknown) return PartVerdict::undecided;
  return lowered == Truth::yes ? PartVerdict::excused : PartVerdict::failed;
}

auto risk_subject_verdict(std::span<const RiskPart> parts) -> RequirementVerdict {
  if (parts.empty()) return {Verdict::not_applicable};
  const auto any = [&](auto holds) { return std::any_of(parts.begin(), parts.end(), holds); };
  const auto has = [&](PartVerdict verdict) {
    return any([&](const RiskPart& part) { return part.verdict == verdict; });
  };
  if (has(PartVerdict::failed)) {
    const bool surely =
        any([](const RiskPart& part) { return part.verdict == PartVerdict::failed && part.lowered == Truth::no; });
    return {Verdict::high, surely};
  }
  if (has(PartVerdict::excused)) return {Verdict::medium, !has(PartVerdict::undecided)};
  return {has(PartVerdict::undecided) ? Verdict::undecided : Verdict::not_found};
}

auto risk_verdict(std::span<const RiskSubject> subjects, bool open_scope) -> RequirementVerdict {
  bool high = false;
  bool surely_high = false;
  bool medium = false;
  bool could_be_worse = open_scope;
  bool looked_at = false;
  for (const auto& [in_scope, found] : subjects) {
    if (found.verdict == Verdict::not_applicable) continue;
    const bool counted = in_scope == Truth::yes;
    looked_at = true;
    high = high || (counted && found.verdict == Verdict::high);
    surely_high = surely_high || (counted && found.verdict == Verdict::high && found.final);
    medium = medium || (counted && found.verdict == Verdict::medium);
    const bool settled = found.verdict == Verdict::not_found || (counted && found.final);
    could_be_worse = could_be_worse || found.verdict == Verdict::undecided || !settled;
  }
  if (high) return {Verdict::high, surely_high};
  if (medium) return {Verdict::medium, !could_be_worse};
  if (could_be_worse) return {Verdict::undecided};
  return {looked_at ? Verdict::not_found : Verdict::not_applicable};
}

auto duty_verdict(std::span<const SubjectResult> subjects, bool open_scope) -> RequirementVerdict {
  bool undecided = open_scope;
  const auto any = [&](Verdict verdict) {
    return std::any_of(subjects.begin(), subjects.end(), [&](const SubjectResult& subject) {
      return subject.verdict == verdict && (subject.in_scope == Truth::yes || standing(verdict) == Standing::good);
    });
  };
  for (const auto& subject : subjects) {
    const auto missed = standing(subject.verdict) == Standing::bad;
    undecided = undecided || subject.verdict == Verdict::undecided || (missed && subject.in_scope != Truth::yes);
  }
  if (any(Verdict::overdue)) return {Verdict::overdue};
  if (any(Verdict::late)) return {Verdict::late, !undecided};
  if (undecided) return {Verdict::undecided};
  if (any(Verdict::in_time)) return {Verdict::in_time};
  return {any(Verdict::not_yet_due) ? Verdict::not_yet_due : Verdict::not_applicable};
}

}  // namespace dengbao::eval
