#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "eval/verdict.h"
#include "explain/evaluator.h"
#include "explain/judge.h"

// A proof is data: the tree of steps that leads to a verdict. All words, in either language and any format, are made
// from it afterwards.
namespace dengbao::explain {

using StepId = Id<struct StepTag>;
using FrameId = Id<struct FrameTag>;

// The closed set of steps.
enum class StepKind : std::uint8_t {
  requirement,  // the verdict of one requirement, risk or duty for one subject; of a risk it holds if there is one
  applies,      // its `applies when`
  scope,        // the subject's `where`
  part,         // of a risk: holds if it is raised; its exceptions are what lowers it
  exception,
  conjunction,
  disjunction,
  negation,
  implication,
  comparison,  // also is, is one of, in, text and time relations, matches, names a, is empty
  quantifier,  // children: its elements
  element,     // one element of a quantifier: children are its `where` and its body
  counted,     // a comparison of a count: carries the interval
  distinct,
  passes,  // the verdict of another requirement; children: its conditions, or one such step a subject, with it as value
  definition,  // a definition unfolded; child: its body
  function,
  relation,  // a tuple of a relation: children are the steps of the rule that gives it, with its tuples; of one that is
             // only possible, those of every rule that might
  table_row,  // a decision table: children are its inputs
  choice,     // `when … then … otherwise`: children are the conditions up to the one that holds, then its value
  fact,       // a fact read: carries FactRef and value
  missing,    // a fact that has no value, with its absence
  constant,   // a literal, a parameter, `level`, `as_of`
  // Of what may be provided by another: whether the provider lists it, and whether it may be relied on.
  listed,
  provider,
  // Of a duty; both carry the date as their value.
  due,
  done,
};

struct Step {
  StepKind kind{};
  Truth holds = Truth::unknown;       // of truths; for values, whether they are known
  std::optional<model::ExprId> expr;  // what was evaluated
  FrameId frame;                      // its variables, for the words
  Value value;                        // the value of the expression
  std::vector<StepId> children;       // in the order of the policy, then of the facts
  std::optional<FactRef> fact;        // fact, missing
  std::optional<std::uint32_t>
      part;                     // part, exception: index into Requirement::parts; nothing: an exception of all parts
  std::uint32_t exception = 0;  // exception of all parts: index into Requirement::exceptions
  std::optional<model::RelationId> relation;  // relation; the values of its tuple are the slots of `frame`
  std::optional<std::uint32_t> rule;          // relation: which rule gives it; table_row, choice: which row or case
  std::optional<Row> given_by;                // relation: the element of a list that its rule took last
  // quantifier, counted, element
  std::uint32_t total = 0;     // elements looked at
  std::uint32_t in_scope = 0;  // of these, in scope (`where` true)
  std::uint32_t decisive = 0;  // of these, those that made it what it is (failing under `every`, holding under `some`)
  bool vacuous = false;        // true because there was nothing in scope
  bool open = false;           // the list may have more elements
  bool reached = true;         // false: an earlier sibling decided alone
  std::optional<eval::Verdict> verdict{};  // passes: what it is
};

struct Proof {
  model::RequirementId requirement;
  std::uint32_t level = 0;
  JudgedSubject subject;
  std::optional<StepId> applies;
  Store<StepId, Step> steps;
  struct FrameInfo {
    Frame values;
    std::optional<model::DefinitionId> definition;  // nothing: the requirement's own
    std::vector<std::optional<FactRef>> origins;    // by slot: the fact that the value was read from, if there is one
    std::uint32_t level = 0;                        // of another requirement that is spoken of; 0: the proof's
  };
  Store<FrameId, FrameInfo> frames;
  StepId root;                               // kind requirement
  const eval::Settings* settings = nullptr;  // never null after `prove`; must outlive the proof
  std::shared_ptr<Extents> extents;          // never null after `prove`: what relations contain
};

// The tuples that a tuple of a relation rests on in the end, in order; itself, if it rests on facts.
[[nodiscard]] auto hops_of(const Proof& proof, StepId relation) -> std::vector<StepId>;

// The proof of one requirement for one subject: every step, also those off the decisive path. Where the requirement
// does not apply at all, or is judged by `when none`, there is no subject: any value will do for `subject.subject`.
// `extents`: of the judgement.
[[nodiscard]] auto prove(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
                         model::RequirementId requirement, const JudgedSubject& subject,
                         std::shared_ptr<Extents> extents = make_extents()) -> Proof;

// The same if it has at most so many steps, else nothing; it is given up as soon as it has more.
[[nodiscard]] auto prove_within(const model::Program& program, const facts::Facts& facts,
                                const eval::Settings& settings, model::RequirementId requirement,
                                const JudgedSubject& subject, std::shared_ptr<Extents> extents, std::size_t most_steps)
    -> std::optional<Proof>;

// The proof of one expression alone, with the values of its variables by slot. There is no requirement and no subject.
[[nodiscard]] auto prove(const model::Program& program, const facts::Facts& facts, const eval::Settings& settings,
                         model::ExprId expr, const Frame& variables) -> Proof;

}  // namespace dengbao::explain
