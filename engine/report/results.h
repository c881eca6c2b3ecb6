#pragma once

#include <string>
#include <vector>

#include "assess/assessment.h"
#include "report/places.h"
#include "report/reasons.h"

// What every list of results tells, before it takes a form: each rule, each of its subjects, and why.
namespace dengbao::report {

// One subject of a rule. Where the verdict is of the rule as a whole (it does not apply, another provides it, nothing
// or an unknown number of things is in scope), an entry for the whole network says so.
struct SubjectResult {
  explain::JudgedSubject judged;
  bool whole = false;
  std::string id;       // the same in every language: db-1, network
  std::string pointer;  // of the subject in the facts
  std::string words;    // host db-1
  std::string summary;  // why, in a sentence
  std::string shape;    // the same for subjects whose verdicts rest on the same steps
  std::vector<ReasonLine> reasons;
  std::string remedy;  // where something is to be put right and the policy says how
};
struct RuleResult {
  const explain::Judgement* judgement = nullptr;
  const model::Requirement* rule = nullptr;
  std::vector<SubjectResult> subjects;
};

struct Results {
  std::vector<RuleResult> requirements;  // in the catalogue's order
  std::vector<RuleResult> risks;         // the worst first, as are:
  std::vector<RuleResult> duties;
  Places places;  // of the facts under the reasons, of the missing ones too, and of the subjects
};

// The reasons are those of `wants_reasons`; what passes plainly has its verdict only.
[[nodiscard]] auto tell_results(const Context& context, const assess::Assessment& assessment) -> Results;

// The subjects that have reasons, those together whose reasons are alike; the largest group first.
[[nodiscard]] auto alike(const RuleResult& rule) -> std::vector<std::vector<const SubjectResult*>>;

// Whether something is to be put right: it fails, a risk is raised, a duty was missed.
[[nodiscard]] auto falls_short(eval::Verdict verdict) -> bool;

}  // namespace dengbao::report
