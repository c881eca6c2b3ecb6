#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "explain/evaluator.h"

namespace dengbao::explain {

// Values, one for every parameter of a relation. Where a tuple is only possible, an unknown value stands for any.
using Tuple = std::vector<Value>;

// How a rule gave a tuple.
struct Derivation {
  std::uint32_t rule = 0;          // index into Relation::rules
  Frame values;                    // the rule's variables
  std::vector<std::size_t> atoms;  // for every atom of the rule, the place of the tuple that met it
};
struct DerivedTuple {
  Tuple tuple;
  std::size_t cost = 0;             // how many rules over facts it rests on
  Derivation shortest;              // none rests on fewer
  std::vector<Derivation> further;  // of a possible tuple: some of the other ways that rest on facts alone
};

// A set of tuples in the order in which they were found, those with short derivations first.
class Tuples {
 public:
  // Adds a tuple that is not there yet; gives its place.
  auto add(DerivedTuple tuple) -> std::size_t;
  // The place of exactly this tuple.
  [[nodiscard]] auto find(const Tuple& tuple) const -> std::optional<std::size_t>;
  // The places of tuples that may have this value in this column; an unknown value: all.
  [[nodiscard]] auto candidates(std::size_t column, const Value& value) const -> std::vector<std::size_t>;
  // The places of all tuples that this one may be: unknown values, here or there, stand for any.
  [[nodiscard]] auto matching(const Tuple& tuple) const -> std::vector<std::size_t>;

  [[nodiscard]] auto operator[](std::size_t at) const -> const DerivedTuple& { return tuples_[at]; }
  [[nodiscard]] auto at(std::size_t at) -> DerivedTuple& { return tuples_[at]; }
  [[nodiscard]] auto size() const -> std::size_t { return tuples_.size(); }

 private:
  using Places = std::unordered_multimap<std::size_t, std::size_t>;  // by hash
  struct Column {
    std::unordered_map<std::size_t, std::vector<std::size_t>> by_value;  // by hash
    std::vector<std::size_t> any;                                        // where the value is unknown
  };

  std::vector<DerivedTuple> tuples_;
  Places by_tuple_;
  std::vector<Column> columns_;
};

// An unknown value may be any other.
[[nodiscard]] auto may_be(const Value& a, const Value& b) -> bool;

}  // namespace dengbao::explain
