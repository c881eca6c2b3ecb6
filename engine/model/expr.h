#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/source.h"
#include "syntax/ast.h"
#include "value/functions.h"
#include "value/type.h"
#include "value/value.h"

// Typed expressions: every name resolved, every enumerator a constant, every type known. They keep the shape in which
// they were written, because explanations speak of that shape.
namespace dengbao::model {

using ExprId = Id<struct ExprTag>;
using FieldId = Id<struct FieldTag>;
using ParameterId = Id<struct ParameterTag>;
using DefinitionId = Id<struct DefinitionTag>;
using RelationId = Id<struct RelationTag>;
using TableId = Id<struct TableTag>;
using RequirementId = Id<struct RequirementTag>;  // also of risks and duties
using OutcomeId = Id<struct OutcomeTag>;

using syntax::AggregateKind;
using syntax::QuantifierKind;
using syntax::TextTest;

// A variable of the requirement or definition that the expression belongs to: an index into its frame.
struct Slot {
  std::uint32_t index = 0;
  friend auto operator==(Slot, Slot) -> bool = default;
};

// ---- leaves -------------------------------------------------------------------------------------------------------
struct Constant {
  Value value;
};
struct ParameterRef {
  ParameterId parameter;
};
struct VariableRef {
  Slot slot;
};
struct RootRef {};     // the whole network: the scheme's facts record
struct ResultsRef {};  // what was assessed: the record of `clauses` and `findings` (Program::results); in outcomes only
struct OutcomeRef {    // in outcomes only
  OutcomeId outcome;
};
struct AsOf {};      // date
struct LevelNow {};  // number

// ---- facts --------------------------------------------------------------------------------------------------------
// `base.field`. `base` is a record or a list of records; a list is mapped over, and a list of lists becomes one flat
// list.
struct FieldOf {
  ExprId base;
  FieldId field;
};

// ---- truths -------------------------------------------------------------------------------------------------------
struct Not {
  ExprId operand;
};
struct And {
  std::vector<ExprId> operands;  // two or more
};
struct Or {
  std::vector<ExprId> operands;
};
struct Implies {
  ExprId condition;
  ExprId consequence;
};
// Both sides have one kind (a date may meet an instant). `is` and `is not` are equal and not_equal.
struct Compare {
  CompareOp op{};
  ExprId lhs;
  ExprId rhs;
};
struct OneOf {
  ExprId lhs;
  std::vector<ExprId> choices;
  bool negated = false;
};
struct Empty {
  ExprId operand;  // a list or a text
  bool negated = false;
};
struct Known {
  ExprId operand;
  bool missing = false;
};
// `container` is a list of the element's kind, or a subnet (or list of subnets) for an address.
struct In {
  ExprId element;
  ExprId container;
  bool negated = false;
};
struct TextRelation {
  TextTest test{};
  ExprId lhs;  // text; for `contains` also a list
  ExprId rhs;
  bool negated = false;
};
struct Matches {
  ExprId operand;
  std::uint32_t pattern = 0;  // index into Program::patterns; matched against the whole text
  bool negated = false;
};
// True where the text is the key of some row of `record`.
struct NamesA {
  ExprId operand;
  RecordId record;
  bool negated = false;
};
struct TimeRelation {
  using Distance = syntax::TimeRelation::Distance;
  ExprId lhs;
  ExprId rhs;
  bool after = false;
  Distance distance = Distance::none;
  std::optional<ExprId> duration;
};
struct Quantifier {
  QuantifierKind kind{};
  std::optional<ExprId> bound;
  Slot variable;
  ExprId list;
  std::optional<ExprId> where;
  ExprId body;
};
struct Distinct {
  ExprId operand;
};

// Whether the tuple belongs to the relation. Arguments are values of the relation's formal types.
struct CallRelation {
  RelationId relation;
  std::vector<ExprId> arguments;
};
// True where the requirement's verdict for this subject (none: for the whole network) is a pass.
struct Passes {
  RequirementId requirement;
  std::optional<ExprId> subject;
};

// ---- values -------------------------------------------------------------------------------------------------------
struct Negate {
  ExprId operand;
};
struct Arithmetic {
  ArithmeticOp op{};
  ExprId lhs;
  ExprId rhs;
};
struct Select {
  Slot variable;
  ExprId list;
  ExprId where;
};
struct Map {
  ExprId element;
  Slot variable;
  ExprId list;
  std::optional<ExprId> where;
};
struct Aggregate {
  AggregateKind kind{};
  ExprId operand;                 // a list; a Select is counted by interval
  std::optional<ExprId> if_none;  // highest, lowest
};
struct LevelCase {
  std::uint32_t level = 0;
  ExprId value;
};
struct ByLevel {
  std::vector<LevelCase> cases;  // ascending; the last one not above the level holds
};
// The value of the first case whose condition is true, else `otherwise`. Where a condition is unknown, the value is
// known only if all values that are still possible are the same.
struct ChooseCase {
  ExprId condition;
  ExprId value;
};
struct Choose {
  std::vector<ChooseCase> cases;
  ExprId otherwise;
};
// Every row of a record in the facts, in the facts' order.
struct RowsOf {
  RecordId record;
};
struct ListOf {
  std::vector<ExprId> elements;
};
struct CallDefinition {
  DefinitionId definition;
  std::vector<ExprId> arguments;  // become slots 0, 1, … of the definition's frame
};
struct CallTable {
  TableId table;
  std::vector<ExprId> arguments;
};
struct CallFunction {
  const Function* function = nullptr;  // never null; a row of the built-in table
  std::vector<ExprId> arguments;
};

using ExprNode =
    std::variant<Constant, ParameterRef, VariableRef, RootRef, ResultsRef, OutcomeRef, AsOf, LevelNow, FieldOf, Not,
                 And, Or, Implies, Compare, OneOf, Empty, Known, In, TextRelation, Matches, NamesA, TimeRelation,
                 Quantifier, Distinct, CallRelation, Passes, Negate, Arithmetic, Select, Map, Aggregate, ByLevel,
                 Choose, RowsOf, ListOf, CallDefinition, CallTable, CallFunction>;

struct Expr {
  Span span;
  Type type;
  ExprNode node;
};

}  // namespace dengbao::model
