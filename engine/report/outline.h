#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/part_text.h"

namespace dengbao::report {

// What the explanation of one subject tells, in order and without a form yet: texts and pages are written from it.
struct ToldSteps {
  std::optional<explain::StepId> whole;  // said first, where it says more than its leaves do
  std::vector<explain::StepId> leaves;   // the steps that it rests on
  std::size_t most = 0;                  // so many of them are shown where room is scarce
};
struct ToldLine {
  enum class Kind {
    part,       // of the requirement
    exception,  // of a part, or of all parts: excuses, does not, might
    scope,      // whether the subject is in scope is not known
    statement,  // a step that says all in one sentence, with its facts: a day, that another provides it
    provider,   // whether the provider may be relied on
  };
  Kind kind{};
  explain::StepId step;
  std::vector<ToldSteps> below;
  std::vector<ToldLine> exceptions;
  const std::vector<model::Method>* methods = nullptr;  // asked for here; never null
};
[[nodiscard]] auto outline(const Explained& explained) -> std::vector<ToldLine>;

// ✓ ✗ ? ! ·, in the colour that the report has for it.
[[nodiscard]] auto line_mark(const Explained& explained, const ToldLine& line) -> std::string;
// The line itself: the part's label with what became of it, "not excused by …", the day.
[[nodiscard]] auto line_words(const Explained& explained, const ToldLine& line) -> std::string;
// Where it is written in the policies; nothing where that is said elsewhere.
[[nodiscard]] auto line_written_at(const Explained& explained, const ToldLine& line) -> std::optional<Span>;

// "by this rule", "by this row of the table": what gave a step its tuple or value.
struct GivenBy {
  std::string words;
  Span span;
};
[[nodiscard]] auto given_by(const Context& context, const explain::Proof& proof, explain::StepId leaf)
    -> std::vector<GivenBy>;

}  // namespace dengbao::report
