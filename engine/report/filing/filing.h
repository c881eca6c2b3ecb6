#pragma once

#include <array>
#include <string>
#include <vector>

#include "assess/filing/filing.h"
#include "report/calendar/calendar.h"
#include "report/context.h"
#include "report/document.h"
#include "report/results.h"

// The folder of a filing: which papers there must be, how each stands, and when what is due.
namespace dengbao::report {

// A fact that is not known, with the question that the policies put.
struct PaperQuestion {
  explain::FactRef fact;
  std::string pointer;
  std::string ask;  // may be empty
  std::string why;  // "not looked at: …"
};

// A requirement of the filing with one of its subjects, in words.
struct FilingPaper {
  const RuleResult* rule = nullptr;
  const SubjectResult* subject = nullptr;
  assess::PaperState state{};
  bool advisory = false;            // rests on drafts alone
  std::string words;                // of its subject: data asset orders; empty for the whole network
  std::string clauses;              // Measures 2007 16
  std::vector<Localised> lacks;     // labels of the parts that failed, or are not known
  std::vector<ReasonLine> reasons;  // of what is out of date, or not needed
  std::vector<PaperQuestion> questions;
  std::string remedy;  // of what is missing or out of date
};
struct Filing {
  std::string level;                // S3A3G3
  std::vector<FilingPaper> papers;  // in the policies' order
  std::vector<CalendarEntry> due;   // as in the calendar
  std::array<std::size_t, assess::paper_states> counts{};
};

// `results`: of tell_results(assessment), `assessment`: of assess::judge_filing. The filing views both.
[[nodiscard]] auto tell_filing(const Context& context, const assess::Assessment& assessment, const Results& results)
    -> Filing;

// 1 if a paper is missing or out of date, or a duty overdue; else 2 if something is not known; else 0. Drafts do not
// count.
[[nodiscard]] auto filing_status(const Filing& filing) -> int;

[[nodiscard]] auto paper_state_name(assess::PaperState state) -> std::string_view;  // missing, outdated, open, …
[[nodiscard]] auto paper_state_words(assess::PaperState state) -> Localised;

[[nodiscard]] auto filing_text(const Context& context, const Filing& filing, const Places& places) -> std::string;
// dengbao.filing/1, see tests/schemas/filing.schema.json.
[[nodiscard]] auto filing_json(const Context& context, const Filing& filing, const Places& places) -> std::string;

// The filing form, to be finished in an office program: what is known of the object filled in, marked blanks with the
// question for what is not, and the papers that go with it. `facts`: of assess::facts_of_classification.
[[nodiscard]] auto filing_document(const Context& context, const Filing& filing,
                                   const std::set<explain::FactRef>& facts) -> Document;

}  // namespace dengbao::report
