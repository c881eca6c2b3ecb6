#pragma once

#include <string>
#include <vector>

#include "eval/verdict.h"
#include "explain/evaluator.h"

namespace dengbao::explain {

// One subject of a requirement and what became of it.
struct JudgedPart {
  std::uint32_t part = 0;  // index into Requirement::parts
  eval::PartResult result;
};
struct JudgedSubject {
  Value subject;  // a Row, or another value of the list; the root row where there is no `for each`
  Truth in_scope = Truth::yes;
  eval::Verdict verdict{};
  std::vector<JudgedPart> parts;
};
struct Judgement {
  model::RequirementId requirement;
  std::uint32_t level = 0;     // at which it was assessed
  Truth applies = Truth::yes;  // its `applies when`
  eval::RequirementVerdict verdict;
  bool by_when_none = false;    // nothing was in scope and `when none` decided
  bool open_scope = false;      // there may be more subjects than the facts list
  std::uint32_t looked_at = 0;  // subjects in the list, in scope or not
  // In scope surely or possibly, in the facts' order. None where `applies` is no; all undecided where it is unknown.
  std::vector<JudgedSubject> subjects;
  std::shared_ptr<Extents> extents;  // what relations contain, as far as it was asked
};

// The verdict of one requirement over all its subjects, with no explanation kept. `extents`: of other requirements with
// the same program, facts and settings, so that relations are found only once.
[[nodiscard]] auto judge(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
                         model::RequirementId requirement, std::shared_ptr<Extents> extents = make_extents())
    -> Judgement;

// Whether the requirement applies at all (`applies when`), and whether a subject is one of those that it is about
// (`where`).
[[nodiscard]] auto applies(const World& world, const model::Requirement& requirement) -> Truth;
[[nodiscard]] auto scope(const World& world, const model::Requirement& requirement, const Value& subject) -> Truth;

// The facts that say who the subjects are: the list itself, and what it is read through.
[[nodiscard]] auto facts_of_scope(const World& world, const model::Requirement& requirement) -> std::vector<FactRef>;

// The parts for one subject alone, in a world that may hide facts.
[[nodiscard]] auto judge_subject(const World& world, const model::Requirement& requirement, const Value& subject,
                                 Truth in_scope) -> JudgedSubject;

}  // namespace dengbao::explain
