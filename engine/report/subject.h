#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "explain/judge.h"
#include "report/context.h"

// How subjects and clauses are named in results and on the command line.
namespace dengbao::report {

// The name that tells a subject from the others, the same in every language: the value of its key; `network` for the
// whole; the JSON pointer of a row without a key; the name of a choice; another plain value as it is.
[[nodiscard]] auto subject_id(const Context& context, const Value& subject, Type type) -> std::string;
[[nodiscard]] auto subject_id(const Context& context, const explain::JudgedSubject& judged) -> std::string;

// `id` is the subject's id, its JSON pointer, or the name that reports in either language show for it.
[[nodiscard]] auto is_subject(const Context& context, const Value& subject, Type type, std::string_view id) -> bool;
[[nodiscard]] auto is_subject(const Context& context, const explain::JudgedSubject& judged, std::string_view id)
    -> bool;

// The record's label and the name: "host db-1" / "主机 db-1".
[[nodiscard]] auto subject_words(const Context& context, const explain::JudgedSubject& judged) -> std::string;

// What is to be said of the list of subjects: that it is not given, not complete, or a sample, with its pointers. Empty
// for a list that is given whole.
[[nodiscard]] auto scope_words(const Context& context, const explain::Judgement& judgement) -> std::string;
// The facts without which it is not known who all the subjects are.
[[nodiscard]] auto open_scope_facts(const Context& context, const explain::Judgement& judgement)
    -> std::vector<explain::FactRef>;

// A clause that a requirement cites at a level.
struct CitedClause {
  model::SourceId source;
  const model::Clause* clause = nullptr;  // null where the source has no catalogue
  std::string number;
  bool in_part = false;
};
[[nodiscard]] auto cited_clauses(const Context& context, const model::Requirement& requirement, std::uint32_t level)
    -> std::vector<CitedClause>;

// What a risk concerns, by name: a topic, or a requirement.
[[nodiscard]] auto concern_name(const Context& context, const model::Concern& concern) -> std::string;
[[nodiscard]] auto concern_names(const Context& context, const model::Requirement& risk) -> std::vector<std::string>;

}  // namespace dengbao::report
