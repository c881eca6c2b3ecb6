#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/localised.h"
#include "value/value.h"

// Verdicts and the rules that combine them (the language's "Parts and exceptions", "A requirement", "A clause"). Every
// evaluator uses these, so that the rules stand once.
namespace dengbao::eval {

// One part for one subject.
enum class PartVerdict : std::uint8_t { met, excused, failed, undecided };

// One subject, one requirement, one clause. `pass_by_exception` is said of subjects only, `not_met_recommended` of
// requirements and clauses whose every part is recommended.
enum class Verdict : std::uint8_t {
  pass,
  pass_by_exception,
  provided,  // by another who was assessed: of requirements and clauses
  partial,
  fail,
  undecided,  // of risks and duties, too, as is:
  not_applicable,
  not_met_recommended,
  // Of risks.
  high,
  medium,  // raised and lowered: the assessor confirms how far
  not_found,
  // Of duties.
  in_time,
  not_yet_due,
  late,  // done once, after it was due
  overdue,
};
inline constexpr std::size_t verdicts = static_cast<std::size_t>(Verdict::overdue) + 1;
[[nodiscard]] auto verdict_name(Verdict verdict) -> std::string_view;  // "not-applicable", for JSON and scripts
[[nodiscard]] auto verdict_named(std::string_view name) -> std::optional<Verdict>;
[[nodiscard]] auto verdict_words(Verdict verdict) -> Localised;  // "FAIL" / "不符合"

// What a verdict means for whoever asks whether all is well.
enum class Standing : std::uint8_t {
  good,   // as it must be
  bad,    // something fails, a risk is high, a duty was missed
  open,   // undecided; a medium risk
  aside,  // says nothing: not applicable, recommended and not met
};
[[nodiscard]] auto standing(Verdict verdict) -> Standing;

// The condition of the part and of its exceptions (several: excused if one surely holds).
[[nodiscard]] auto part_verdict(Truth condition, Truth exception) -> PartVerdict;

// What is known of one part for one subject.
struct PartResult {
  PartVerdict verdict{};
  bool recommended = false;
  bool vacuous = false;  // met, but there is nothing that surely was looked at, and no exception holds
  bool open = false;     // vacuous, and that may change
};
// A subject with a failed part is partial if another part is met or excused (not vacuously), else fail; without a
// failed part undecided if any is; else pass, by exception if any was excused. Recommended parts never make a fail:
// they count only if every part is recommended, and then a failed one gives not_met_recommended. No part at all:
// not_applicable.
[[nodiscard]] auto subject_verdict(std::span<const PartResult> parts) -> Verdict;
// False: a fail that would be partial if a part that is not settled turns out to be met.
[[nodiscard]] auto subject_final(std::span<const PartResult> parts) -> bool;

// Whether the subject is one of those that the requirement is about (its `where`).
struct SubjectResult {
  Truth in_scope = Truth::yes;  // never no
  Verdict verdict{};
  bool final = true;  // see subject_final
};
struct RequirementVerdict {
  Verdict verdict{};
  bool final = true;  // false: a fail, partial or risk that what is undecided could still change
};
// `open_scope`: there may be subjects that the facts do not list. `when_none`: what holds if nothing is in scope.
[[nodiscard]] auto requirement_verdict(std::span<const SubjectResult> subjects, bool open_scope,
                                       std::optional<bool> when_none_pass) -> RequirementVerdict;

// The same rule over the requirements that cite a clause; `in_part` ones can fail a clause and never make it pass: if
// only such are left, a clause that would pass is undecided.
struct CitingResult {
  Verdict verdict{};
  bool in_part = false;
};
[[nodiscard]] auto clause_verdict(std::span<const CitingResult> requirements) -> Verdict;

// What `may be provided by` makes of a requirement's own verdict. Listed by the provider: provided if its level and
// report suffice, fail if they do not. Not listed: its own. Not known whether listed: its own if it passes, else
// undecided.
[[nodiscard]] auto with_provider(RequirementVerdict own, Truth listed, Truth suffices) -> RequirementVerdict;

// Whether a verdict counts as a pass; unknown for undecided.
[[nodiscard]] auto passes(Verdict verdict) -> Truth;

// ---- risks ----------------------------------------------------------------------------------------------------------

// One condition of a risk with what lowers it, as a part: met is not raised, excused raised and lowered, failed raised
// and not surely lowered.
[[nodiscard]] auto risk_part_verdict(Truth raised, Truth lowered) -> PartVerdict;

struct RiskPart {
  PartVerdict verdict{};
  Truth lowered = Truth::no;
};
// High if anything is raised and not surely lowered, else medium if anything is raised, else undecided if anything may
// be raised, else not found. Not final: a high that would be medium were every measure shown that is not known, a
// medium beside a condition that may be raised. No condition at all: not_applicable.
[[nodiscard]] auto risk_subject_verdict(std::span<const RiskPart> parts) -> RequirementVerdict;

// The worst over the subjects; a subject that may be out of scope counts as undecided unless nothing was found on it.
// Not final where what is undecided could make it worse, or all that makes it high could still change.
struct RiskSubject {
  Truth in_scope = Truth::yes;  // never no
  RequirementVerdict verdict;
};
[[nodiscard]] auto risk_verdict(std::span<const RiskSubject> subjects, bool open_scope) -> RequirementVerdict;

// ---- duties ---------------------------------------------------------------------------------------------------------

// Over the subjects: overdue, else late, else undecided if any is (or may be in scope and was missed), else in time,
// else not yet due; not applicable where there is nothing to do. A late that could be overdue elsewhere is not final.
[[nodiscard]] auto duty_verdict(std::span<const SubjectResult> subjects, bool open_scope) -> RequirementVerdict;

}  // namespace dengbao::eval
