#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "eval/duty.h"
#include "eval/plan.h"
#include "eval/results.h"
#include "eval/settings.h"
#include "eval/verdict.h"
#include "facts/facts.h"

// Requirements, risks and duties judged over one network.
namespace dengbao::eval {

// One subject of a requirement, risk or duty and what became of it.
struct JudgedPart {
  std::uint32_t part = 0;  // index into Requirement::parts
  PartResult result;
};
struct JudgedSubject {
  Value subject;  // a Row, or another value of the list; the root row where there is no `for each`
  Truth in_scope = Truth::yes;
  Verdict verdict{};
  std::vector<JudgedPart> parts;
  bool final = true;  // false: a fail that may turn out partial, or a risk that what is not known could change
  std::optional<Timing> timing{};  // of a duty
  Type type{};                     // of `subject`
};
struct Judgement {
  model::RequirementId requirement;
  std::uint32_t level = 0;     // at which it was assessed
  Truth applies = Truth::yes;  // its `applies when`
  RequirementVerdict verdict;
  bool by_when_none = false;    // nothing was in scope and `when none` decided
  bool open_scope = false;      // there may be more subjects than the facts list
  bool by_provider = false;     // `may be provided by` decided, or could: the provider says why
  std::uint32_t looked_at = 0;  // subjects in the list, in scope or not
  // In scope surely or possibly, in the facts' order. None where `applies` is no or another provides it; all undecided
  // where that is unknown.
  std::vector<JudgedSubject> subjects;
  // How many there are of each verdict, also where not all were kept.
  std::array<std::uint32_t, verdicts> counts{};
  bool perhaps_provided = false;  // it is not known whether another provides it: no verdict but a pass would stand
};

// Whether its subjects were judged, and speak for themselves.
[[nodiscard]] auto has_subjects(const Judgement& judgement) -> bool;

// Which subjects a judgement keeps. Of those with whom all is well there are many, and nothing to say.
enum class Keep : std::uint8_t { all, what_is_not_good };

// Judges these, each at its level; those that are not in force are not applicable. In their order, and the same however
// many threads judge.
[[nodiscard]] auto judge(const Plan& plan, const facts::Facts& facts, const Settings& settings,
                         std::span<const model::RequirementId> requirements, Keep keep, unsigned threads = 1)
    -> std::vector<Judgement>;

// What an outcome came to. `possible`: of a choice that is not decided, the values that it may still take, in the
// policy's order.
struct OutcomeValue {
  Value value;
  std::vector<Value> possible;
};
// The outcomes of the program, by OutcomeId, over what was assessed.
[[nodiscard]] auto reckon_outcomes(const Plan& plan, const facts::Facts& facts, const Settings& settings,
                                   const Results& results) -> std::vector<OutcomeValue>;

}  // namespace dengbao::eval
