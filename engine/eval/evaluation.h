#pragma once

#include <functional>
#include <map>
#include <memory>
#include <span>

#include "eval/block.h"
#include "eval/results.h"
#include "eval/settings.h"
#include "facts/facts.h"

// Inside of the fast evaluator: the core over one network at one level, block by block (after MonetDB/X100, CIDR 2005).
namespace dengbao::eval {

class Relations;

// What an evaluation asks of whoever judges requirements.
class Requirements {
 public:
  virtual ~Requirements() = default;
  // Whether the requirement's verdict for the whole network is a pass.
  virtual auto passes(model::RequirementId requirement) -> Truth = 0;
  // Whether its verdict for each of these subjects is one.
  virtual auto passes(model::RequirementId requirement, const Column& subjects, std::size_t size) -> Lane<Truth> = 0;
};

// The highest or lowest of a list, as far as it is known.
struct Range {
  Value lo;  // unknown: no bound on this side
  Value hi;
  bool maybe_none = false;  // it may also turn out that there is no such value: then every comparison is false
};

class Evaluation {
 public:
  Evaluation(const Plan& plan, const facts::Facts& facts, const Settings& settings, std::uint32_t level,
             Requirements& requirements);
  // The same anew, with nothing known yet but relations.
  Evaluation(const Evaluation& other, Relations& relations);
  ~Evaluation();
  // Lets outcomes read what was assessed. Outlives the evaluation.
  void read(const Results& results) { results_ = &results; }
  Evaluation(const Evaluation&) = delete;
  auto operator=(const Evaluation&) -> Evaluation& = delete;

  // The values of an expression for the instances of a block; of a list, its sure members.
  auto of(NodeId node, Block& block) -> const Column&;
  auto truths(NodeId node, Block& block) -> const Column& { return of(node, block); }
  // The members of a list, precisely.
  auto members(NodeId list, Block& block) -> const Expansion&;

  // Pairs of instances and members of a list, a block at a time, in their order. `join`: leaves out pairs of which the
  // condition that it was found in surely does not hold. `skip(instance)`: leaves out the rest of an instance's pairs.
  struct Pairs {
    Block& block;  // inside of the given one, with the member as variable
    std::span<const std::uint32_t> instances;
    std::span<const Truth> in;  // empty: all surely
    [[nodiscard]] auto is_in(std::size_t pair) const -> Truth { return in.empty() ? Truth::yes : in[pair]; }
  };
  using Skip = std::function<bool(std::size_t)>;
  using Visit = std::function<void(const Pairs&)>;
  void pair_up(NodeId list, model::Slot slot, const Join* join, Block& block, const Skip& skip, const Visit& visit);
  void pair_all(const Expansion& members, model::Slot slot, Block& block, const Visit& visit);
  // Whether there may be more members, for each instance of the block; empty: nowhere.
  auto open_lists(NodeId list, Block& block) -> Lane<char>;

  // The members of a list by `key`, made once for the block; whoever changes the facts changes it, too.
  auto index_of(NodeId list, model::Slot slot, NodeId key, Block& block) -> JoinIndex&;
  // The same of any members, not kept.
  auto index_by(NodeId key, model::Slot slot, const Column& members, std::size_t size, Block& block) -> JoinIndex;

  [[nodiscard]] auto plan() const -> const Plan& { return plan_; }
  [[nodiscard]] auto core() const -> const Core& { return plan_.core; }
  [[nodiscard]] auto facts() const -> const facts::Facts& { return facts_; }
  [[nodiscard]] auto level() const -> std::uint32_t { return level_; }
  // Where nothing varies.
  [[nodiscard]] auto root() -> Block& { return root_; }

 private:
  auto node(NodeId id) const -> const Node& { return plan_.core.nodes[id]; }
  auto operand(const Node& node, std::size_t which) const -> NodeId { return plan_.core.operand(node, which); }
  // The block that a node varies with: this one or one outside of it.
  auto home(NodeId id, Block& block) -> Block&;
  // For every instance of the block, the one of a block outside; empty: the first for all.
  static auto places_in(const Block& outer, const Block& block) -> Lane<std::uint32_t>;

  // ---- evaluation.cpp ----
  static auto bound_here(const Node& node, const Block& block) -> const Column*;
  auto reckon(NodeId id, Block& block) -> Column;
  auto connective(const Node& node, Block& block) -> Column;
  void join_operand(const Node& node, NodeId operand, Block& block, Column& result);
  auto comparison(const Node& node, Block& block) -> Column;
  auto choose(const Node& node, Block& block) -> Column;
  auto call(const Node& node, Block& block) -> Column;
  auto each(const Node& node, Block& block, const std::function<Value(std::size_t)>& value) -> Column;
  auto negation(const Node& node, Block& block) -> Column;
  auto existence(const Node& node, Block& block) -> Column;
  auto outcome(model::OutcomeId id) -> Column;

  // ---- evaluation_facts.cpp ----
  auto field(const Column& rows, model::FieldId field, std::size_t size) -> Column;
  auto result(const Column& rows, model::FieldId field, std::size_t size) -> Column;
  auto rows_of(RecordId record) -> Expansion;
  auto rows_may_be_more(RecordId record, std::vector<bool>& visited) -> bool;
  auto lists_of(const Column& rows, model::FieldId field, std::size_t size) -> Expansion;
  auto names(const Node& node, Block& block) -> Column;

  // ---- evaluation_lists.cpp ----
  auto expand(NodeId id, Block& block) -> Expansion;
  auto expand_values(const Column& lists, std::size_t size, Type element) -> Expansion;
  auto each_field(const Node& node, Block& block) -> Expansion;
  auto gather(NodeId id, Block& block, Type element, const std::function<const Column&(Block&)>& made) -> Expansion;
  auto filter(NodeId id, Block& block) -> Expansion;
  auto map(NodeId id, Block& block) -> Expansion;
  auto flat_map(NodeId id, Block& block) -> Expansion;
  auto values_of(const Node& node, Block& block) -> Expansion;
  auto list_of(const Node& node, Block& block) -> Expansion;
  auto collapse(const Expansion& list, Type type, std::size_t size) -> Column;

  // ---- evaluation_counts.cpp ----
  auto some(NodeId id, Block& block) -> Column;
  auto count_if(NodeId id, Block& block) -> Column;
  auto count(const Node& node, Block& block) -> Column;
  auto sum(const Node& node, Block& block) -> Column;
  auto distinct(const Node& node, Block& block) -> Column;
  auto extreme(const Node& node, Block& block) -> Column;
  auto range_of(const Node& node, Block& block, std::size_t instance) -> Range;
  auto compare_extreme(CompareOp op, const Node& side, Block& block, std::size_t instance, const Value& other) -> Truth;
  auto is_extreme(NodeId id) const -> bool { return node(id).op == Op::highest || node(id).op == Op::lowest; }

  // ---- evaluation_tables.cpp ----
  auto table(const Node& node, Block& block) -> Column;
  auto look_up(model::TableId id, std::vector<Value> inputs) -> Value;
  auto matches(const Node& node, Block& block) -> Column;
  auto related(const Node& node, Block& block) -> Column;
  auto passes(const Node& node, Block& block) -> Column;

  const Plan& plan_;
  const facts::Facts& facts_;
  const Settings& settings_;
  std::uint32_t level_;
  Requirements& requirements_;
  const Results* results_ = nullptr;
  std::vector<bool> reckoning_;  // by outcome, those that are being reckoned
  Block root_;
  std::unique_ptr<Relations> own_relations_;
  Relations& relations_;
};

// The two have one value, or neither exists.
[[nodiscard]] auto agree(const Value& a, const Value& b) -> bool;
// A count between two bounds: a number where they meet. An open list has no upper bound.
[[nodiscard]] auto interval(std::int64_t surely, std::int64_t possibly, bool open) -> Value;
// What a field is of something that does not exist: a truth is false, a list empty.
[[nodiscard]] auto nothing_of(Type type) -> Value;

}  // namespace dengbao::eval
