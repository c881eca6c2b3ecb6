#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/view_vector.h"
#include "model/program.h"
#include "value/functions.h"

// The core: what a checked program means, in few operations. Everything that the surface language says in its own words
// (quantifiers of six kinds, `before`, `is one of`, `is empty`, levels) is put in terms of these. It holds no labels
// and no templates: nothing is explained from it. Whoever checks a verdict without our evaluators reads this.
namespace dengbao::eval {

using NodeId = Id<struct NodeTag>;
using FunctionId = Id<struct CoreFunctionTag>;

// Each operation, its operands in brackets, its payload behind a dash. Lists are read with their certainty: each
// element is surely or possibly in, and there may be more.
enum class Op : std::uint8_t {
  // leaves
  constant,   // - a constant
  parameter,  // - ParameterId
  variable,   // - Slot
  network,    // the root row
  as_of,
  level,
  unknown,
  results,  // the row of the whole assessment: in outcomes only, as is
  outcome,  // - OutcomeId
  // facts
  field,       // [row] - FieldId
  each_field,  // [list] - FieldId: of every element; a list of lists becomes one flat list
  rows,        // - RecordId: every row of a record in the facts
  // truths, strong Kleene
  negation,     // [truth]
  conjunction,  // [truth …]
  disjunction,  // [truth …]
  equal,        // [a, b], as are the next five; where an operand is `highest` or `lowest`, its range decides
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  exists,       // [value]: false of none, unknown of unknown
  known,        // [value]: whether it is known at all; unknown while facts are hidden
  member,       // [value, element]: equal to it, or an address in a subnet
  within,       // [value, container]: address or subnet in subnet, text in text
  starts_with,  // [text, text]
  ends_with,    // [text, text]
  matches,      // [text] - a pattern
  names,        // [text] - RecordId: the key of a row
  some,         // [list, condition] - Slot: of an element; unknown of a list that may have more, unless true
  some_listed,  // [list, condition] - Slot: the same of the elements that are listed
  distinct,     // [list]
  related,      // [value …] - RelationId
  passes,       // [subject or nothing] - RequirementId
  // values
  add,       // [a, b]
  subtract,  // [a, b]
  multiply,  // [a, b]
  divide,    // [a, b]
  plain,     // [value]: as it is, without its range
  list_of,   // [value …]
  filter,    // [list, condition] - Slot
  map,       // [list, condition, value] - Slot
  flat_map,  // [list, condition, list] - Slot
  values,    // [list]: without duplicates
  count_if,  // [list, condition] - Slot: how many elements, as an interval
  count,     // [list]: how many of those that exist
  sum,       // [list]
  sum_durations,
  highest,  // [list, value if none] - whether every element exists, also those that are not known yet
  lowest,   // [list, value if none] - the same
  choose,   // [condition, value, condition, value, …, otherwise]
  call,     // [argument …] - FunctionId
  table,    // [argument …] - TableId
  builtin,  // [argument …] - a row of the table of built-in functions
};
[[nodiscard]] auto op_name(Op op) -> std::string_view;  // as the core is written: "and", "eq", "count-if"

struct CoreConstant {
  Value value;
  Type type;
};

// Plain data: what the payload is the operation says (see `Op`), an index of one kind or another.
struct Node {
  Op op{};
  Type type;  // of its value; of the truths, a truth
  std::uint32_t payload = 0;
  std::uint32_t first = 0;  // its operands: Core::operands from here on
  std::uint32_t count = 0;

  [[nodiscard]] auto constant() const -> std::uint32_t { return payload; }  // into Core::constants
  [[nodiscard]] auto parameter() const -> model::ParameterId { return {payload}; }
  [[nodiscard]] auto slot() const -> model::Slot { return {payload}; }
  [[nodiscard]] auto field() const -> model::FieldId { return {payload}; }
  [[nodiscard]] auto record() const -> RecordId { return {payload}; }
  [[nodiscard]] auto pattern() const -> std::uint32_t { return payload; }  // into Program::patterns
  [[nodiscard]] auto relation() const -> model::RelationId { return {payload}; }
  [[nodiscard]] auto requirement() const -> model::RequirementId { return {payload}; }
  [[nodiscard]] auto always_exists() const -> bool { return payload != 0; }  // also elements that are not known yet
  [[nodiscard]] auto function() const -> FunctionId { return {payload}; }
  [[nodiscard]] auto table() const -> model::TableId { return {payload}; }
  [[nodiscard]] auto outcome() const -> model::OutcomeId { return {payload}; }
  [[nodiscard]] auto builtin() const -> const Function& { return functions()[payload]; }
};

// A definition; or what a definition looked at, to tell a truth from a vacuous one.
struct CoreFunction {
  std::string name;
  std::uint32_t slots = 0;  // of its frame; arguments are the first ones
  NodeId body;
  Span span;
};

struct CoreRule {
  struct Generator {
    model::Slot variable;
    NodeId list;
  };
  struct Atom {
    model::RelationId relation;
    std::vector<std::variant<model::Slot, NodeId>> terms;
  };
  std::vector<NodeId> heads;
  std::vector<Generator> generators;
  std::vector<Atom> atoms;
  std::vector<NodeId> conditions;
  std::uint32_t slots = 0;
  Span span;
};

struct CorePart {
  std::uint32_t part = 0;  // index into Requirement::parts
  NodeId condition;
  std::optional<NodeId> looked_at;  // whether a true condition looked at anything; none: it always does
  std::optional<NodeId> unless;
};
struct CoreRequirement {
  std::optional<NodeId> applies;
  std::optional<NodeId> subjects;  // a list; none: the whole network
  model::Slot subject;
  std::optional<NodeId> where;
  std::vector<NodeId> exceptions;
  std::vector<CorePart> parts;
  std::optional<NodeId> listed;  // by a provider, and whether that one may be relied on
  std::optional<NodeId> suffices;
  std::optional<NodeId> due;  // of a duty: a date, or
  std::optional<NodeId> start;
  std::optional<NodeId> period;
  std::optional<NodeId> done;
  std::uint32_t slots = 0;
};

struct Core {
  // The same expression is one node, wherever it stands; operands come before it.
  Store<NodeId, Node, ViewVector<Node>> nodes;
  ViewVector<NodeId> operands;  // of all nodes
  std::vector<CoreConstant> constants;
  std::vector<NodeId> parameters;             // by ParameterId
  Store<FunctionId, CoreFunction> functions;  // definitions first, by DefinitionId
  std::vector<std::vector<CoreRule>> rules;   // by RelationId
  std::vector<std::vector<NodeId>> tables;    // by TableId: the results of its rows
  std::vector<CoreRequirement> requirements;  // by RequirementId
  std::vector<NodeId> outcomes;               // by OutcomeId; no requirement leads to them

  [[nodiscard]] auto operands_of(const Node& node) const -> std::span<const NodeId> {
    return std::span(operands).subspan(node.first, node.count);
  }
  [[nodiscard]] auto operand(const Node& node, std::size_t which) const -> NodeId {
    return operands[node.first + which];
  }
};

// The core of a program.
[[nodiscard]] auto lower(const model::Program& program) -> Core;

}  // namespace dengbao::eval
