#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explain/proof.h"
#include "explain/reason.h"
#include "report/context.h"

namespace dengbao::report {

// One subject's verdict with what it rests on.
struct Finding {
  explain::Proof proof;
  explain::Reason reason;
};
// `minimal`: with the smallest set of facts, too; lists of results show the steps only and do without the search for
// it.
[[nodiscard]] auto find(const Context& context, const explain::Judgement& judgement,
                        const explain::JudgedSubject& subject, bool minimal) -> Finding;

// The steps only, if the proof has at most so many; else nothing.
[[nodiscard]] auto find_within(const Context& context, const explain::Judgement& judgement,
                               const explain::JudgedSubject& subject, std::size_t most_steps) -> std::optional<Finding>;

// Stands in where a requirement does not apply, or may not: no subject was looked at then.
[[nodiscard]] auto no_subject(const Context& context, const explain::Judgement& judgement) -> explain::JudgedSubject;

// The facts that made a step what it is, in the policy's order, each once; missing ones too.
struct StepFact {
  explain::StepId step;
  explain::FactRef fact;
};
[[nodiscard]] auto facts_below(const explain::Proof& proof, explain::StepId step) -> std::vector<StepFact>;

// Steps of the same policy lines with the same outcome: what two subjects that fail alike have in common.
[[nodiscard]] auto shape(const Finding& finding) -> std::string;

// Verdicts that a list of results gives reasons for.
[[nodiscard]] auto wants_reasons(eval::Verdict verdict) -> bool;

// Verdicts that changes of the facts may better: not of what was done late, for that is past.
[[nodiscard]] auto wants_repairs(eval::Verdict verdict) -> bool;

// Where a step is written in the policies: the rule that gives a tuple, the row of a table that is hit, else the
// expression.
[[nodiscard]] auto written_at(const model::Program& program, const explain::Step& step) -> std::optional<Span>;

// A pointer to a fact.
[[nodiscard]] auto pointer(const Context& context, explain::FactRef fact) -> std::string;

}  // namespace dengbao::report
