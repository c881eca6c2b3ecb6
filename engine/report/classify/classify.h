#pragma once

#include <string>
#include <vector>

#include "assess/classify/classify.h"
#include "report/context.h"
#include "report/document.h"
#include "report/results.h"

// The classification of a network in words: the levels with their proofs, what would move them, the steps that follow.
namespace dengbao::report {

// "3", "3 to 4", "not decided"
[[nodiscard]] auto level_words(const Context& context, const Value& level) -> std::string;
// A row by its name; one without a key by the list that holds it and its place there: "harm if the service is damaged
// 2".
[[nodiscard]] auto row_words(const Context& context, Row row) -> std::string;
// A fact as a form would name it: "harm if the service is damaged 2: degree of harm".
[[nodiscard]] auto fact_words(const Context& context, explain::FactRef fact) -> std::string;
// "…: serious damage → general damage"
[[nodiscard]] auto change_words(const Context& context, const explain::Change& change) -> std::string;
// The clauses that an outcome cites, drafts among them: "GB/T 22240-2020 6.1".
[[nodiscard]] auto cited_words(const Context& context, const model::Outcome& outcome) -> std::string;

// One rule of what follows, with one of its subjects.
struct ClassifyStep {
  const RuleResult* rule = nullptr;
  const SubjectResult* subject = nullptr;
  bool advisory = false;
};
// In the order of the policies, requirements before duties, without what does not apply. They view `results`.
[[nodiscard]] auto classify_steps(const Context& context, const Results& results) -> std::vector<ClassifyStep>;

// 2 if a level is not decided; else 1 if a step that counts fails or is overdue, 2 if one is undecided, else 0.
[[nodiscard]] auto classify_status(const assess::Classification& found, const std::vector<ClassifyStep>& steps) -> int;

// `steps`: of the level advised (empty while there is none), from `context`, whose level that is.
[[nodiscard]] auto classify_text(const Context& context, const assess::Classification& found,
                                 const std::vector<ClassifyStep>& steps) -> std::string;
// dengbao.classification/1, see tests/schemas/classification.schema.json.
[[nodiscard]] auto classify_json(const Context& context, const assess::Classification& found,
                                 const std::vector<ClassifyStep>& steps) -> std::string;

// The classification report, to be finished in an office program: levels with their steps, the facts that they rest on,
// and marked blanks with the question for what is not known. `facts`: of assess::facts_of_classification.
[[nodiscard]] auto classify_document(const Context& context, const assess::Classification& found,
                                     const std::set<explain::FactRef>& facts) -> Document;

}  // namespace dengbao::report
