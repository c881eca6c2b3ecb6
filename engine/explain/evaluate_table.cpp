#include <algorithm>

#include "explain/evaluate.h"

// Decision tables: the one row whose conditions the inputs meet.
namespace dengbao::explain {
namespace {

using namespace model;

auto meets(const TableTest& test, const Value& input) -> Truth {
  auto result = Truth::yes;
  for (const auto& [op, value] : test.comparisons) result = result && compare(op, input, value);
  return result;
}

auto meets(const TableRow& row, const std::vector<Value>& inputs) -> Truth {
  auto result = Truth::yes;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    auto any = Truth::no;
    for (const auto& test : row.inputs[i]) any = any || meets(test, inputs[i]);
    result = result && any;
  }
  return result;
}

auto hits(const Table& table, const std::vector<Value>& inputs) -> TableHits {
  TableHits result;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto truth = meets(table.rows[row], inputs);
    if (truth == Truth::yes) return {{row}, true};
    if (truth == Truth::unknown) result.rows.push_back(row);
  }
  return result;
}

struct Inputs {
  std::vector<Value> values;  // those that do not exist are unknown here: any row may stand for them
  bool none = false;          // one does not exist
  bool unknown = false;       // one is not known
};

auto inputs_of(const World& world, const CallTable& node, Frame& frame) -> Inputs {
  Inputs inputs;
  for (auto argument : node.arguments) {
    auto value = evaluate(world, argument, frame);
    inputs.none = inputs.none || value.is_none();
    inputs.unknown = inputs.unknown || value.is_unknown() || value.get_if<Interval>() != nullptr;
    inputs.values.push_back(value.is_none() ? Value{} : std::move(value));
  }
  return inputs;
}

}  // namespace

auto hits_of(const World& world, const CallTable& node, Frame& frame) -> TableHits {
  return hits(world.program.tables[node.table], inputs_of(world, node, frame).values);
}

// An input that is missing changes nothing where all rows that it may hit give the same; one that does not exist has no
// value where they differ.
auto value_of(const World& world, const CallTable& node, Frame& frame) -> Value {
  const auto& table = world.program.tables[node.table];
  const auto inputs = inputs_of(world, node, frame);
  const auto found = hits(table, inputs.values);
  if (found.rows.empty()) return Unknown{Cause::out_of_range};
  Frame no_variables;
  const auto value = evaluate(world, table.rows[found.rows.front()].result, no_variables);
  const bool same_everywhere = std::all_of(found.rows.begin(), found.rows.end(), [&](std::size_t row) {
    return agree(evaluate(world, table.rows[row].result, no_variables), value);
  });
  if (same_everywhere) return value;
  return inputs.none && !inputs.unknown ? Value(None{}) : Value{};
}

}  // namespace dengbao::explain
