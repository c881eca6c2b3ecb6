#pragma once

#include <string>
#include <vector>

#include "assess/survey/inquiry.h"
#include "assess/survey/merge_answers.h"
#include "report/context.h"

namespace dengbao::report {

// The open questions as `dengbao.survey/1` (tests/schemas), in both languages, each with an `answer` to fill in; those
// about many things also once for all of them, as `groups`. `first`: only so many groups and single questions, and the
// questions of these groups; 0: all.
[[nodiscard]] auto survey_json(const Context& context, const assess::Inquiry& inquiry, std::size_t first)
    -> std::string;

// The open questions for people, in the report's language; one about many things stands there once.
[[nodiscard]] auto survey_text(const Context& context, const assess::Inquiry& inquiry, std::size_t first)
    -> std::string;

// What came back: answers, who gave them, and the questions that were left open.
struct Replies {
  std::vector<assess::Answer> answers;
  std::string by;
  std::optional<Date> on;
  std::size_t blank = 0;
  std::size_t faults = 0;  // answers that could not even be read, which were reported
};

// Reads answers from `dengbao.survey/1`: of `groups` and `questions`, those whose `answer` is not null. An answer is
// the fact as JSON or in words; {"missing": "not-looked"} or "does-not-exist", with a `note`; or of a list {"some":
// […]}. One of a group is for its `things`, "for": "all", or for those that `for` lists. Reports C0404.
[[nodiscard]] auto read_replies_json(const Sources& sources, FileId file, Sink& sink) -> std::optional<Replies>;

// What became of answers, in words; as JSON (`dengbao.answers/1`).
[[nodiscard]] auto merged_text(const Context& context, const assess::Merged& merged, const Replies& replies)
    -> std::string;

}  // namespace dengbao::report
