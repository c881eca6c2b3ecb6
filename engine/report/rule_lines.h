#pragma once

#include <string>
#include <vector>

#include "assess/assessment.h"
#include "report/context.h"

// What lists of results say of a rule (a requirement, risk or duty), and in which order they stand.
namespace dengbao::report {

// "8.1.4.1.a, 8.1.4.1.b"
[[nodiscard]] auto clause_numbers(const Context& context, const explain::Judgement& judgement) -> std::string;

// "identity authentication" of "secure computing environment": control point and domain of the rule's first clause.
struct Control {
  std::string domain;
  std::string point;  // both empty for a rule that cites no catalogue
};
[[nodiscard]] auto control_of(const Context& context, const explain::Judgement& judgement) -> Control;

// By the place of its first clause in the scheme's catalogue, so that a reader with the standard at hand can follow;
// those that cite no clause of it come last.
[[nodiscard]] auto in_catalogue_order(const Context& context, const std::vector<explain::Judgement>& judgements)
    -> std::vector<const explain::Judgement*>;
// The worst first, each kind in its order.
[[nodiscard]] auto worst_first(const std::vector<explain::Judgement>& judgements)
    -> std::vector<const explain::Judgement*>;
// What to look at first: the smaller, the sooner.
[[nodiscard]] auto urgency(eval::Verdict verdict) -> int;

// What is to be said of the verdict as a whole: that it is advisory, not in force, not final, of a sample. May be
// empty.
[[nodiscard]] auto remark(const Context& context, const explain::Judgement& judgement) -> std::string;

// Whether it was judged at all: it is in force, or advisory.
[[nodiscard]] auto is_judged(const Context& context, const model::Requirement& requirement) -> bool;

}  // namespace dengbao::report
