#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "explain/proof.h"

namespace dengbao::explain {

// One change of the facts that helps a subject pass.
struct Change {
  enum class Kind : std::uint8_t {
    set,       // a field to a value
    put_in,    // a value into a list
    take_out,  // a value out of a list
    remove,    // an object out of its list
  };
  Kind kind{};
  FactRef fact;  // the field; of `remove` the one that holds the list
  Value value;   // set, put_in, take_out; of `remove` the row
  // set: what is further on in this direction (greater_equal, less_equal) will do as well.
  std::optional<CompareOp> bound;
  bool to_be_given = false;  // set: some text; which, a person must say
  std::uint32_t weight = 0;  // gentle changes weigh less; see Proposal

  // One and the same action on another thing: "set the minimum length to 8".
  [[nodiscard]] auto alike(const Change& other) const -> bool {
    const bool same_field = kind == other.kind && fact.field == other.fact.field;
    return same_field && (kind == Kind::remove || same(value, other.value));
  }
  friend auto operator==(const Change& a, const Change& b) -> bool {
    return a.kind == b.kind && a.fact == b.fact && same(a.value, b.value);
  }
};

// What is done alike to many things is one action: it costs its weight once, and a little for each thing more.
struct Proposal {
  std::vector<Change> changes;
  std::uint32_t cost = 0;
};

// What a change of this kind weighs: to mend is gentler than to take something away.
[[nodiscard]] auto weight_of(Change::Kind kind) -> std::uint32_t;
inline constexpr std::uint32_t weight_of_leaving = 250;  // what is asked no longer concerns it
// With what the changes cost.
[[nodiscard]] auto priced(const std::vector<Change>& changes) -> Proposal;

// Changes that look as if no part failed any more once they are made: for a failed conjunction what each failed operand
// needs, for a disjunction or an exception any one of them, for `every` what each failing element needs or that it be
// no more looked at, for a comparison the bound. Fewest and gentlest actions first; nothing is tried here, and not
// every proposal holds.
//
// What has happened cannot be changed: a date is moved to the date of assessment or ahead, never into the past. What the
// policies say was observed (fact_roles.h) stays.
[[nodiscard]] auto propose_repairs(const model::Program& program, const facts::Facts& facts, const Proof& proof)
    -> std::vector<Proposal>;

}  // namespace dengbao::explain
