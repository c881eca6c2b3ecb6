#pragma once

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "eval/evaluation.h"

// Inside of the fast evaluator: what relations contain.
namespace dengbao::eval {

// Values, one for every parameter of a relation. Where a tuple is only possible, an unknown value stands for any.
using Tuple = std::vector<Value>;

// Tuples, each once, found by the value of a column.
class TupleSet {
 public:
  // False where it is there, or one that says as much.
  auto add(const Tuple& tuple) -> bool;
  // Whether some tuple may be this one: unknown values, here or there, stand for any.
  [[nodiscard]] auto may_contain(const Tuple& tuple) const -> bool;
  // Whether exactly this one, all of whose values are known, is there.
  [[nodiscard]] auto contains(const Tuple& tuple) const -> bool;
  // The places of the tuples that may have the value in this column, from `first` on.
  [[nodiscard]] auto with(std::size_t column, const Value& value, std::size_t first) const -> std::vector<std::size_t>;
  [[nodiscard]] auto operator[](std::size_t at) const -> const Tuple& { return tuples_[at]; }
  [[nodiscard]] auto size() const -> std::size_t { return tuples_.size(); }

 private:
  [[nodiscard]] auto covered(const Tuple& tuple) const -> bool;

  std::vector<Tuple> tuples_;
  std::unordered_multimap<std::size_t, std::size_t> by_tuple_;                       // of those all known, by hash
  std::vector<std::unordered_map<std::size_t, std::vector<std::size_t>>> by_value_;  // by column and hash
  std::vector<std::vector<std::size_t>> any_;                                        // by column: where it is unknown
  std::vector<std::size_t> loose_;                                                   // that have an unknown value
};

// What a relation contains: tuples whose bodies are true, and those whose bodies are not false.
struct Extent {
  TupleSet surely;
  TupleSet possibly;  // holds the sure ones too; empty where all that is possible is sure
};

// The transitive closure of a relation whose other rules are settled: searched from one source at a time, when asked.
class Closure {
 public:
  explicit Closure(const TupleSet& edges);
  auto contains(const Tuple& tuple) -> bool;

 private:
  [[nodiscard]] auto node_of(const Value& value) const -> std::optional<std::uint32_t>;
  auto add_node(const Value& value) -> std::uint32_t;

  std::vector<Value> nodes_;
  std::unordered_multimap<std::size_t, std::uint32_t> by_hash_;
  std::vector<Lane<std::uint32_t>> targets_;             // by node
  std::vector<std::optional<std::vector<bool>>> found_;  // by source, once it was asked for
};

class Relations {
 public:
  explicit Relations(Evaluation& evaluation) : evaluation_(evaluation) {}

  // Whether the tuple, none of whose values is none, belongs to the relation.
  auto contains(model::RelationId relation, const Tuple& tuple) -> Truth;

 private:
  friend class Solver;
  enum class State : std::uint8_t { surely, possibly, done };  // what is being found, while it is
  struct Stratum {
    State state = State::surely;
    bool certain = false;
    std::map<model::RelationId, Extent> extents;
  };

  auto stratum_of(model::RelationId relation) -> Stratum&;
  auto closure_of(model::RelationId relation) -> Closure*;

  Evaluation& evaluation_;
  std::map<std::uint32_t, Stratum> strata_;
  std::map<model::RelationId, std::optional<Closure>> closures_;
};

// Whether the relation is the transitive closure of its other rules, and these rest on no relation found together with
// it.
[[nodiscard]] auto is_closure(const Plan& plan, model::RelationId relation) -> bool;

}  // namespace dengbao::eval
