#pragma once

#include <optional>
#include <vector>

#include "explain/proof.h"
#include "explain/stretches.h"

namespace dengbao::explain {

// One answer to what is not known: a missing fact has a value, a list is empty, complete or has an element.
struct Supposition {
  enum class Kind : std::uint8_t {
    value,     // the fact lies in one of these stretches
    empty,     // the list is empty
    complete,  // the list has no more elements than the facts give
    holds,     // the list has this value among others
    element,   // the list has (one more) object; what is supposed of it stands beside
    object,    // the object is there; what is supposed of it stands beside
  };
  Kind kind{};
  FactRef fact;                 // of a field in a supposed object the supposed row
  std::vector<Stretch> values;  // value: in the field's order; holds: one
  std::optional<Row> row;       // element, object: the supposed row
};

// Answers that decide if all of them are so, whatever the rest is: none can be left out.
struct Way {
  std::vector<Supposition> all;
  eval::Verdict verdict{};
};

// What one missing fact decides by itself (or with what its supposed object holds).
struct Question {
  FactRef fact;
  std::vector<Way> ways;
  std::vector<Stretch> open;                // values that leave it undecided
  std::optional<eval::Verdict> whatever{};  // every answer gives this
};

struct Decisions {
  std::vector<Question> questions;          // those first that decide whatever the answer, then those that can decide
  std::vector<Way> together;                // answers to several questions, fewest first
  std::optional<eval::Verdict> whatever{};  // all answers to all questions give this
  bool complete = true;                     // false: the budget ended; there may be fewer facts that decide
};

// For a subject that is undecided: which facts would decide, fewest first, and which way each answer would. The answers
// tried are the values on both sides of everything that the policy compares a fact with; each was tried by evaluating,
// with all else left unknown, so that what it decides stands whatever comes of the rest.
//
// `first`: the facts to ask for first, as find_reason gives them. `budget`: how many times the subject may be judged.
[[nodiscard]] auto find_decisions(const model::Program& program, const facts::Facts& facts, const Proof& proof,
                                  const std::vector<FactRef>& first, std::size_t budget = 1500) -> Decisions;

}  // namespace dengbao::explain
