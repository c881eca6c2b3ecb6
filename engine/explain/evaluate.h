#pragma once

#include <cstdint>
#include <vector>

#include "eval/verdict.h"
#include "explain/evaluator.h"

// Inside of the reference evaluator: one function a construct, in the files evaluate_*.cpp.
namespace dengbao::explain {

// The two have one value, or neither exists.
[[nodiscard]] inline auto agree(const Value& a, const Value& b) -> bool {
  return same(a, b) || (a.is_none() && b.is_none());
}

// One element of a list: whether it surely, possibly or not at all belongs to it.
struct Member {
  Value value;
  Truth in = Truth::yes;
};
// A list as it is counted. `open`: there may be more members than these.
struct Members {
  std::vector<Member> members;
  bool open = false;
};
// The members of a list expression. Precise where `evaluate` is not: an element whose `where` is unknown is kept as a
// possible member, while the plain list leaves it out and is open.
[[nodiscard]] auto members_of(const World& world, model::ExprId list, Frame& frame) -> Members;
[[nodiscard]] auto collapse(const Members& members) -> Value;
// The members of a list that is a fact.
[[nodiscard]] auto members_of(const World& world, Row row, model::FieldId list) -> Members;
// The fact in a world with a hypothesis.
[[nodiscard]] auto supposed(const World& world, const FactRef& fact) -> Value;
// Whether the row stands in the facts, as this world supposes them.
[[nodiscard]] auto stands(const World& world, Row row) -> Truth;

// Where a comparison is decided for a whole range of values: the highest or lowest of a list not wholly known.
struct Range {
  Value lo;  // unknown: no bound on this side
  Value hi;
  bool maybe_none = false;  // it may also turn out that there is no such value: then every comparison is false
};
[[nodiscard]] auto range_value(const Range& range) -> Value;  // as an interval, if there is such a value at all
// The expression as `highest of` or `lowest of`; null where it is neither.
[[nodiscard]] auto extreme_of(const World& world, model::ExprId expr) -> const model::Aggregate*;
[[nodiscard]] auto range_of(const World& world, const model::Aggregate& node, Frame& frame) -> Range;
[[nodiscard]] auto compare_range(CompareOp op, const Range& range, const Value& other) -> Truth;

// Truths.
[[nodiscard]] auto truth_of(const World& world, const model::Not& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::And& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::Or& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::Implies& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::Compare& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::OneOf& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::Empty& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::Known& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::In& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::TextRelation& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::Matches& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::NamesA& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::TimeRelation& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::Quantifier& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::Distinct& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::CallRelation& node, Frame& frame) -> Truth;
[[nodiscard]] auto truth_of(const World& world, const model::Passes& node, Frame& frame) -> Truth;

// Values.
[[nodiscard]] auto value_of(const World& world, const model::FieldOf& node, Frame& frame) -> Value;
[[nodiscard]] auto value_of(const World& world, const model::Aggregate& node, model::ExprId self, Frame& frame)
    -> Value;
[[nodiscard]] auto value_of(const World& world, const model::ByLevel& node, Frame& frame) -> Value;
[[nodiscard]] auto value_of(const World& world, const model::CallDefinition& node, Frame& frame) -> Value;
[[nodiscard]] auto value_of(const World& world, const model::CallFunction& node, Frame& frame) -> Value;
[[nodiscard]] auto value_of(const World& world, const model::CallTable& node, Frame& frame) -> Value;
[[nodiscard]] auto value_of(const World& world, const model::Choose& node, Frame& frame) -> Value;
// The values that may still come of a choice: those behind conditions that are not false, up to the first true one.
[[nodiscard]] auto possible_values(const World& world, const model::Choose& node, Frame& frame) -> std::vector<Value>;

// As `evaluate`; what is unknown because facts are hidden says so, for `is known` to tell it from what is missing.
[[nodiscard]] auto evaluate_marked(const World& world, model::ExprId expr, Frame& frame) -> Value;

// What a negated relation makes of the truth of the plain one: `is not`, `not in`, … of something that does not exist
// is as false as `is`, for there is nothing to speak of; and what is unknown may not exist.
[[nodiscard]] auto unless_negated(bool negated, const Value& subject, Truth truth) -> Truth;
// The verdict that `passes` asks for, and the world in which that requirement is judged: its level.
[[nodiscard]] auto passes_verdict(const World& world, const model::Passes& node, Frame& frame) -> eval::Verdict;
[[nodiscard]] auto world_of(const World& world, const model::Requirement& requirement) -> World;

// The frame that a call of a definition makes for its body.
[[nodiscard]] auto frame_of(const World& world, const model::CallDefinition& node, Frame& frame) -> Frame;

// The arguments of a call of a relation; a number of which only the bounds are known is not known.
[[nodiscard]] auto tuple_of(const World& world, const model::CallRelation& node, Frame& frame) -> std::vector<Value>;

// The rows of a table that the inputs may hit: one, where all inputs are known.
struct TableHits {
  std::vector<std::size_t> rows;
  bool sure = false;  // the first of them is hit
};
[[nodiscard]] auto hits_of(const World& world, const model::CallTable& node, Frame& frame) -> TableHits;

// Every row of a record in the facts, in their order, with the list or field that holds it; and the fields that may
// hold more.
struct HeldRow {
  Row row;
  FactRef holder;
};
struct Rows {
  std::vector<HeldRow> rows;
  std::vector<FactRef> holders;  // all lists and fields of this record
  bool open = false;             // a list is not known, or not known to be complete
};
[[nodiscard]] auto rows_of(const World& world, RecordId record) -> Rows;

// A count between two bounds: a number where they meet. An open list has no upper bound.
[[nodiscard]] auto interval(std::int64_t surely, std::int64_t possibly, bool open) -> Value;

// The comparison that a counting quantifier makes with its bound.
[[nodiscard]] auto count_op(model::QuantifierKind kind) -> CompareOp;
[[nodiscard]] auto counts(model::QuantifierKind kind) -> bool;

// `value` is the member `member` of a list, or an address or subnet inside of a subnet.
[[nodiscard]] auto matches_member(const Value& value, const Value& member) -> Truth;

}  // namespace dengbao::explain
