#pragma once

#include <optional>
#include <string>
#include <vector>

#include "assess/survey/fact_names.h"
#include "assess/survey/facts_notes.h"
#include "base/diagnostic.h"

// Answers become facts: what was not known is added, with evidence; what was known stays.
namespace dengbao::assess {

enum class AnswerKind : std::uint8_t {
  value,    // `value` in any of the forms of `read_answer`
  part,     // of a list: these are some of its elements
  rest,     // of a list: with those that are known, these are all
  unknown,  // the one asked does not know
  no_such,  // there is no such thing
};

// One answer, and where it stands.
struct Answer {
  std::string name;  // of the fact: fact_names.h; of a group: groups.h
  AnswerKind kind = AnswerKind::value;
  FactsJson value;
  std::string note;   // free words of whoever answered
  std::string where;  // "hosts.xlsx, sheet hosts, cell C4"; empty where `span` says it
  std::optional<Span> span;
  // Of the answer to a group: the things that it is for, as names of elements or the names that people have for them.
  // None: all that are there. Of so many it was asked; 0: of all that are there.
  std::vector<std::string> only = {};
  std::size_t of = 0;
  bool others = false;  // for those of `only` that have no answer of their own
};

struct Merged {
  std::string text;                // of the facts
  std::vector<std::string> added;  // pointers of the facts that were not known before
  std::size_t same = 0;            // answers that say what is known already
  std::size_t conflicts = 0;       // C0401, as warnings: what is known stays
  std::size_t faults = 0;          // C0402, C0403, as errors: these answers were left out
};

// Puts answers into a facts file, which has been read without errors. Answers to lists come before answers to what is
// in them, whatever their order. An answer for one thing or for named ones comes before one for all, which is then for
// the others; each thing of a group is answered by itself, and the evidence says that it was one answer for many. The
// file keeps its bytes but for what is added, unless it was laid out by this program before, or has nothing in it: then
// it is laid out again. The same answers once more change nothing.
[[nodiscard]] auto merge_answers(const model::Program& program, const Sources& sources, FileId facts,
                                 std::vector<Answer> answers, const Interview& interview, Sink& sink) -> Merged;

}  // namespace dengbao::assess
