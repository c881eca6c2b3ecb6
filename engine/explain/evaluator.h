#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "eval/results.h"
#include "eval/settings.h"
#include "facts/facts.h"
#include "model/program.h"

// The reference evaluator: it walks the surface model, plainly, and is the specification of the language's meaning.
namespace dengbao::explain {

// One fact: a field of one row.
struct FactRef {
  Row row;
  model::FieldId field;
  friend auto operator<=>(const FactRef&, const FactRef&) = default;
};

// The variables of a requirement or of one call of a definition, by slot.
using Frame = std::vector<Value>;

// What relations contain, kept for all evaluations that see the same facts (extents.h).
class Extents;
[[nodiscard]] auto make_extents() -> std::shared_ptr<Extents>;

// What evaluations came by: which expressions they reached, and which truths these had there. For the coverage of
// tests.
class Trace {
 public:
  explicit Trace(std::size_t expressions) : seen_(expressions) {}

  void reach(model::ExprId expr) { add(expr, reached_bit); }
  void note(model::ExprId expr, Truth truth) { add(expr, reached_bit | bit(truth)); }
  void add(const Trace& other) {
    for (std::size_t i = 0; i < seen_.size(); ++i) seen_[i] = static_cast<std::uint8_t>(seen_[i] | other.seen_[i]);
  }

  [[nodiscard]] auto reached(model::ExprId expr) const -> bool { return seen_[expr.index] != 0; }
  [[nodiscard]] auto seen(model::ExprId expr, Truth truth) const -> bool {
    return (seen_[expr.index] & bit(truth)) != 0;
  }

 private:
  static constexpr unsigned reached_bit = 1;
  static constexpr auto bit(Truth truth) -> unsigned { return 2U << static_cast<unsigned>(truth); }
  void add(model::ExprId expr, unsigned bits) {
    seen_[expr.index] = static_cast<std::uint8_t>(seen_[expr.index] | bits);
  }

  std::vector<std::uint8_t> seen_;  // by ExprId
};

// Facts as they might be, instead of as they are.
struct Hypothesis {
  std::map<FactRef, Value> values;  // may be unknown; a list from which a row is taken out stands here without it
  std::set<Row> taken_out;          // rows that are in their list no more
  std::set<Row> uncertain;          // rows that may be in their list or not
};
// Rows from this number on stand in no facts file: what they hold is unknown, unless the hypothesis says it.
inline constexpr std::uint32_t first_supposed_row = 0x8000'0000;

// What an evaluation may see and what it noted.
struct World {
  const model::Program& program;
  const facts::Facts& facts;
  const eval::Settings& settings;
  std::uint32_t level = 1;                       // what `level` and `by level` mean
  const std::set<FactRef>* only = nullptr;       // if given, all other facts count as unknown
  std::set<FactRef>* read = nullptr;             // if given, notes every fact that was looked at
  bool* hidden = nullptr;                        // if given, set where a fact was asked for that `only` hides
  const eval::Results* results = nullptr;        // in outcomes: what was assessed, and
  const std::vector<Value>* outcomes = nullptr;  // the outcomes that it may read, by OutcomeId
  Trace* trace = nullptr;                        // if given, notes what was reached and which truths were found
  const Hypothesis* hypothesis = nullptr;        // if given, what the facts are supposed to be
  // Never null; a world with `only`, `read` or `hypothesis` has its own.
  std::shared_ptr<Extents> extents = make_extents();
};

// The fact as this world shows it. A list with rows that may be in it or not is open, and shows those that surely are.
[[nodiscard]] auto look_up(const World& world, Row row, model::FieldId field) -> Value;

[[nodiscard]] auto evaluate(const World& world, model::ExprId expr, Frame& frame) -> Value;
[[nodiscard]] auto evaluate_truth(const World& world, model::ExprId expr, Frame& frame) -> Truth;

// The value of a parameter in these settings at the world's level.
[[nodiscard]] auto parameter_value(const World& world, model::ParameterId parameter) -> Value;

}  // namespace dengbao::explain
