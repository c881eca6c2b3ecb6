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
  partial,
  fail,
  undecided,
  not_applicable,
  not_met_recommended,
};
[[nodiscard]] auto verdict_name(Verdict verdict) -> std::string_view;  // "not-applicable", for JSON and scripts
[[nodiscard]] auto verdict_words(Verdict verdict) -> Localised;        // "FAIL" / "不符合"

// The condition of the part and of its exceptions (several: excused if one surely holds).
[[nodiscard]] auto part_verdict(Truth condition, Truth exception) -> PartVerdict;

// What is known of one part for one subject.
struct PartResult {
  PartVerdict verdict{};
  bool recommended = false;
  bool vacuous = false;  // met, but there is nothing that surely was looked at, and no exception holds
  bool open = false;     // vacuous, and that may change
};
// A subject with a failed part is partial if another part is met or excused (not vacuously), else fail; without a failed
// part undecided if any is; else pass, by exception if any was excused. Recommended parts never make a fail: they count
// only if every part is recommended, and then a failed one gives not_met_recommended.
// No part at all: not_applicable.
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
  bool final = true;  // false: a fail or partial that what is undecided could still change
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

}  // namespace dengbao::eval
