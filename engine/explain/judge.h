#pragma once

#include <string>
#include <vector>

#include "eval/judgement.h"
#include "explain/evaluator.h"

namespace dengbao::explain {

using eval::has_subjects;
using eval::JudgedPart;
using eval::JudgedSubject;
using eval::Judgement;

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
