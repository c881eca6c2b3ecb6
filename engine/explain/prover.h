#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <vector>

#include "explain/evaluate.h"
#include "explain/proof.h"
#include "explain/tuples.h"

// Inside of `prove`: makes the steps, in the files prove_*.cpp.
namespace dengbao::explain {

// One element of a list, with the steps that say whether it belongs to it.
struct Element {
  Value value;
  Truth in = Truth::yes;
  std::optional<FactRef> fact;  // the field that it was read from, or the list that holds it
  std::vector<StepId> why;
};
struct Elements {
  std::vector<Element> items;
  bool open = false;
  std::vector<StepId> lists;  // the facts that give the list
};

// Ends the making of a proof that has more steps than were asked for; `prove_within` catches it.
struct ProofTooLong {};

class Prover {
 public:
  Prover(const World& world, Proof& proof, std::size_t most_steps = std::numeric_limits<std::size_t>::max())
      : world_(world), proof_(proof), most_steps_(most_steps) {}

  auto add(Step step) -> StepId {
    if (proof_.steps.size() >= most_steps_) throw ProofTooLong{};
    return proof_.steps.add(std::move(step));
  }
  // What makes it uncertain that `element` belongs to a list: the unknown steps of its conditions.
  auto membership(model::ExprId list, FrameId frame, const Value& element) -> std::vector<StepId>;
  // The step of a truth.
  auto truth(model::ExprId expr, FrameId frame) -> StepId;
  // The step of any expression.
  auto any(model::ExprId expr, FrameId frame) -> StepId;
  // The step of a value; nothing for one that is no fact and needs no words (a row, an element by name).
  auto value(model::ExprId expr, FrameId frame) -> std::optional<StepId>;
  auto values(const std::vector<model::ExprId>& operands, FrameId frame) -> std::vector<StepId>;

 private:
  [[nodiscard]] auto step(StepKind kind, model::ExprId expr, FrameId frame) -> Step;
  [[nodiscard]] auto eval(model::ExprId expr, FrameId frame) -> Value;
  [[nodiscard]] auto holds(StepId id) const -> Truth { return proof_.steps[id].holds; }
  // The frame with one variable set anew.
  auto bind(FrameId frame, model::Slot slot, const Value& value, std::optional<FactRef> origin) -> FrameId;

  // Truths.
  auto connective(StepKind kind, const std::vector<model::ExprId>& operands, model::ExprId expr, FrameId frame)
      -> StepId;
  auto implication(const model::Implies& node, model::ExprId expr, FrameId frame) -> StepId;
  auto comparison(const std::vector<model::ExprId>& operands, model::ExprId expr, FrameId frame) -> StepId;
  auto call(const model::CallDefinition& node, model::ExprId expr, FrameId frame) -> StepId;
  auto quantifier(const model::Quantifier& node, model::ExprId expr, FrameId frame) -> StepId;
  auto element(const model::Quantifier& node, const Element& item, FrameId frame) -> StepId;
  auto distinct(const model::Distinct& node, model::ExprId expr, FrameId frame) -> StepId;

  // Another requirement (prove_passes.cpp). The last two run in that one's world.
  auto passes(const model::Passes& node, model::ExprId expr, FrameId frame) -> StepId;
  auto conditions_of(const model::Requirement& requirement, const Value& subject) -> std::vector<StepId>;
  auto passes_of(const model::Requirement& requirement, const JudgedSubject& judged, model::ExprId expr) -> StepId;

  // Relations, tables, choices (prove_relation.cpp).
  auto relation(const model::CallRelation& node, model::ExprId expr, FrameId frame) -> StepId;
  auto tuple(model::RelationId relation, std::size_t place, bool sure) -> StepId;
  void derivation(Step& into, const Derivation& how, bool sure);
  void ways(Step& into, const DerivedTuple& tuple);
  void ranges(Step& into);
  void generated(const model::RelationRule::Generator& generator, FrameId frame, std::vector<StepId>& into);
  auto tuple_frame(const Tuple& tuple, std::vector<std::optional<FactRef>> origins) -> FrameId;
  auto rule_frame(const model::RelationRule& rule, Frame values) -> FrameId;
  auto table_row(const model::CallTable& node, model::ExprId expr, FrameId frame) -> StepId;
  auto choice(const model::Choose& node, model::ExprId expr, FrameId frame) -> StepId;

  // Values.
  auto fact(model::ExprId expr, FrameId frame, std::optional<FactRef> fact, Value value) -> StepId;
  auto field(model::ExprId expr, FrameId frame) -> StepId;
  auto counted(model::ExprId list, model::ExprId expr, FrameId frame) -> StepId;
  [[nodiscard]] auto may_vary(const Step& counted) const -> bool;
  // The fact that an expression reads, or the missing one that keeps it from being read.
  [[nodiscard]] auto origin(model::ExprId expr, FrameId frame) -> std::optional<FactRef>;

  // Lists.
  auto elements(model::ExprId list, FrameId frame) -> Elements;
  auto elements_of(const model::FieldOf& node, model::ExprId expr, FrameId frame) -> Elements;
  auto elements_of(const model::Select& node, FrameId frame) -> Elements;
  auto elements_of(const model::Map& node, FrameId frame) -> Elements;
  auto elements_of(const model::ListOf& node, FrameId frame) -> Elements;
  auto elements_of(const model::RowsOf& node, model::ExprId expr, FrameId frame) -> Elements;
  auto plain_elements(model::ExprId list, FrameId frame) -> Elements;
  auto narrow(Element& item, model::ExprId where, FrameId frame) -> void;

  const World& world_;
  Proof& proof_;
  std::size_t most_steps_;
  std::size_t calls_told_ = 0;   // calls of relations that are being proved
  std::size_t tuples_told_ = 0;  // below the first of them
};

}  // namespace dengbao::explain
