#pragma once

#include <span>
#include <string>
#include <vector>

#include "explain/judge.h"
#include "report/context.h"

namespace dengbao::report {

struct ExplanationOptions {
  bool full = false;           // the whole tree of steps, not only what the verdict rests on
  std::size_t most_shown = 3;  // subjects, the worst first
  bool margin = false;         // of those that pass, the smallest changes that would break them
};

// Why one requirement has its verdict: for a person, in the language of the report; and as `dengbao.explanation/1` for
// programs, in both languages, with all steps. `subject`: this one only; null: the worst ones.
[[nodiscard]] auto explanation_text(const Context& context, const explain::Judgement& judgement,
                                    const explain::JudgedSubject* subject, const ExplanationOptions& options)
    -> std::string;
[[nodiscard]] auto explanation_json(const Context& context, const explain::Judgement& judgement,
                                    const explain::JudgedSubject* subject, const ExplanationOptions& options)
    -> std::string;

// The same for a wiki or a merge request, as Markdown in the language of the report.
[[nodiscard]] auto explanation_markdown(const Context& context, const explain::Judgement& judgement,
                                        const explain::JudgedSubject* subject, const ExplanationOptions& options)
    -> std::string;

// Subjects that an explanation shows: the one asked for, else failing ones first, then undecided ones, then those that
// pass by exception, each kind in the facts' order; if all pass, one of them. Where a requirement does not apply, or
// may not, the whole network stands in.
[[nodiscard]] auto shown_subjects(const Context& context, const explain::Judgement& judgement,
                                  const explain::JudgedSubject* subject, const ExplanationOptions& options)
    -> std::vector<explain::JudgedSubject>;

}  // namespace dengbao::report
