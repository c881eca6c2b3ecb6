#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "author/lint_cases.h"
#include "model/program.h"

namespace dengbao::author {

[[nodiscard]] inline auto whole(std::int64_t number) -> Value { return Number(number); }

// How a condition is to be read.
struct Reading {
  std::uint32_t level = 1;
  bool defaults = false;        // parameters have their default value; else they may be anything
  std::set<std::string> empty;  // keys of lists of the facts that hold nothing
};

// Puts conditions of a program into the form of the prover. Definitions are looked into, as deep as is reasonable;
// variables that no quantifier inside the condition binds stand for themselves.
class ConditionReader {
 public:
  ConditionReader(const model::Program& program, Cases& cases, Reading reading)
      : program_(program), cases_(&cases), reading_(std::move(reading)) {}

  [[nodiscard]] auto read(model::ExprId condition) -> Formula;
  // The expression written in a form of its own: equal for expressions that mean the same by their shape.
  [[nodiscard]] auto key(model::ExprId expr) -> std::string;
  // Something that was read depends on the level.
  [[nodiscard]] auto level_matters() const -> bool { return level_matters_; }
  // Keys of the lists of all of whose elements something was asked: by `every` or `no`.
  [[nodiscard]] auto looked_through() const -> const std::set<std::string>& { return looked_through_; }

 private:
  // What stands for a value: its key, and the value itself where it is the same whatever the facts are.
  struct Term {
    std::string key;
    std::optional<Value> value;
    bool facts = false;  // a list that the facts hold
  };
  // The variables of a requirement or definition.
  struct Frame {
    std::map<std::uint32_t, Term> bound;
  };

  auto formula(model::ExprId id, Frame& frame) -> Formula;
  auto formulas(const std::vector<model::ExprId>& ids, Frame& frame) -> std::vector<Formula>;
  auto atom(model::ExprId id, Frame& frame) -> Formula;
  auto compared(const model::Compare& node, Frame& frame) -> Formula;
  auto compared(CompareOp op, const Term& lhs, const Term& rhs, Type type, bool counts) -> Formula;
  auto one_of(const model::OneOf& node, Frame& frame) -> Formula;
  auto member(const Term& element, model::ExprId container, Frame& frame) -> Formula;
  auto timed(const model::TimeRelation& node, Frame& frame) -> Formula;
  auto chosen(const model::Choose& node, Frame& frame) -> Formula;
  auto quantified(const model::Quantifier& node, Frame& frame) -> Formula;
  auto counted(const model::Quantifier& node, Frame& frame) -> Formula;
  auto every(model::ExprId list, model::Slot variable, Frame& frame, const std::function<Formula(Frame&)>& body)
      -> Formula;
  auto called(const model::CallDefinition& node, model::ExprId id, Frame& frame) -> Formula;

  auto term(model::ExprId id, Frame& frame) -> Term;
  auto terms(const std::vector<model::ExprId>& ids, Frame& frame) -> std::string;
  auto composed(model::ExprId id, Frame& frame, bool positive = false) -> Term;
  auto arguments(const model::CallDefinition& node, Frame& frame) -> Frame;
  auto at_level(const model::ByLevel& node) -> model::ExprId;
  auto counts(model::ExprId id) const -> bool;
  [[nodiscard]] auto is_empty(const Term& list) const -> bool {
    return list.facts && reading_.empty.contains(list.key);
  }
  [[nodiscard]] auto too_far() -> bool { return ++steps_ > 4000 || depth_ > 12; }

  const model::Program& program_;
  Cases* cases_;
  Reading reading_;
  int depth_ = 0;  // of definitions looked into
  int bound_ = 0;  // of variables, for their names
  int steps_ = 0;
  bool level_matters_ = false;
  std::set<std::string> looked_through_;
};

}  // namespace dengbao::author
