#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "author/selection.h"
#include "base/localised.h"
#include "base/source.h"
#include "explain/evaluator.h"
#include "model/program.h"

// Which conditions of policies their tests decide both ways.
namespace dengbao::author {

// One place of a policy that tests should see both true and false.
struct CoveredPlace {
  enum class Kind : std::uint8_t {
    part,        // of a requirement; of a risk, what raises it
    exception,   // of a part or of all; of a risk, what lowers it
    definition,  // the body of a definition that is true or false
    applies,     // `applies when`
    scope,       // the `where` of a `for each`
    filter,      // the `where` of a quantifier or of a list
    body,        // what a quantifier asks of each element
    operand,     // of `and` and `or`
    condition,   // of `if … then`, of a choice, of a rule of a relation
    consequence,
    rule,  // of a relation: that it derives something
    row,   // of a table: that it is hit
  };
  Kind kind{};
  std::string owner;  // the requirement, definition, relation or table, with its module
  Span span;
  Localised label;  // of parts and exceptions
  bool reached = false;
  bool seen_true = false;
  bool seen_false = false;

  // Rules and rows need only be reached.
  [[nodiscard]] auto covered() const -> bool;
  // Parts, exceptions and definitions are what is counted; the others are told beside them.
  [[nodiscard]] auto counted() const -> bool {
    return kind == Kind::part || kind == Kind::exception || kind == Kind::definition;
  }
};

struct Coverage {
  std::size_t total = 0;                // parts, exceptions and definitions
  std::size_t decided_both_ways = 0;    // of these
  std::vector<CoveredPlace> uncovered;  // in the policies' order; nothing below a place that was never reached
  std::vector<std::string> untested;    // owners of which no test reaches any place, with their module
};

[[nodiscard]] auto measure_coverage(const model::Program& program, const explain::Trace& trace,
                                    const Selection& selection) -> Coverage;

// "part", "exception" …, for JSON; and what a person calls it: `part "passwords are complex"`.
[[nodiscard]] auto kind_name(CoveredPlace::Kind kind) -> std::string_view;
[[nodiscard]] auto place_words(const Sources& sources, const CoveredPlace& place) -> Localised;
// "never reached", "never seen to fail" …
[[nodiscard]] auto missing_words(const CoveredPlace& place) -> Localised;

}  // namespace dengbao::author
