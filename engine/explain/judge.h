#pragma once

#include <string>
#include <vector>

#include "eval/duty.h"
#include "eval/verdict.h"
#include "explain/evaluator.h"

namespace dengbao::explain {

// One subject of a requirement, risk or duty and what became of it.
struct JudgedPart {
  std::uint32_t part = 0;  // index into Requirement::parts
  eval::PartResult result;
};
struct JudgedSubject {
  Value subject;  // a Row, or another value of the list; the root row where there is no `for each`
  Truth in_scope = Truth::yes;
  eval::Verdict verdict{};
  std::vector<JudgedPart> parts;
  bool final = true;  // false: a fail that may turn out partial, or a risk that what is not known could change
  std::optional<eval::Timing> timing{};  // of a duty
  Type type{};                           // of `subject`
};
struct Judgement {
  model::RequirementId requirement;
  std::uint32_t level = 0;     // at which it was assessed
  Truth applies = Truth::yes;  // its `applies when`
  eval::RequirementVerdict verdict;
  bool by_when_none = false;    // nothing was in scope and `when none` decided
  bool open_scope = false;      // there may be more subjects than the facts list
  bool by_provider = false;     // `may be provided by` decided, or could: the provider says why
  std::uint32_t looked_at = 0;  // subjects in the list, in scope or not
  // In scope surely or possibly, in the facts' order. None where `applies` is no or another provides it; all undecided
  // where that is unknown.
  std::vector<JudgedSubject> subjects;
  std::shared_ptr<Extents> extents;  // what relations contain, as far as it was asked
};

// Whether its subjects were judged, and speak for themselves.
[[nodiscard]] auto has_subjects(const Judgement& judgement) -> bool;

// The verdict of one requirement over all its subjects, with no explanation kept. `extents`: of other requirements with
// the same program, facts and settings, so that relations are found only once. `trace`: if given, notes what was
// evaluated.
[[nodiscard]] auto judge(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
                         model::RequirementId requirement, std::shared_ptr<Extents> extents = make_extents(),
                         Trace* trace = nullptr) -> Judgement;
// The same in a world that may hide facts; its level is the world's.
[[nodiscard]] auto judge(const World& world, model::RequirementId requirement) -> Judgement;

// Whether the requirement applies at all (`applies when`), and whether a subject is one of those that it is about
// (`where`).
[[nodiscard]] auto applies(const World& world, const model::Requirement& requirement) -> Truth;
[[nodiscard]] auto scope(const World& world, const model::Requirement& requirement, const Value& subject) -> Truth;

// The facts that say who the subjects are: the list itself, and what it is read through.
[[nodiscard]] auto facts_of_scope(const World& world, const model::Requirement& requirement) -> std::vector<FactRef>;

// What a provider says: whether it lists the requirement's clauses, and whether it may be relied on. Both no where the
// requirement may not be provided.
struct Provision {
  Truth listed = Truth::no;
  Truth suffices = Truth::no;
};
[[nodiscard]] auto provision(const World& world, const model::Requirement& requirement) -> Provision;

// The parts (of a duty the dates) for one subject alone, in a world that may hide facts.
[[nodiscard]] auto judge_subject(const World& world, const model::Requirement& requirement, const Value& subject,
                                 Truth in_scope) -> JudgedSubject;

}  // namespace dengbao::explain
