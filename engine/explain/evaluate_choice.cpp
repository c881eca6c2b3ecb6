#include "explain/evaluate.h"

namespace dengbao::explain {

using namespace model;

auto possible_values(const World& world, const Choose& node, Frame& frame) -> std::vector<Value> {
  std::vector<Value> values;
  for (const auto& one : node.cases) {
    const auto holds = evaluate_truth(world, one.condition, frame);
    if (holds == Truth::no) continue;
    values.push_back(evaluate(world, one.value, frame));
    if (holds == Truth::yes) return values;
  }
  values.push_back(evaluate(world, node.otherwise, frame));
  return values;
}

auto value_of(const World& world, const Choose& node, Frame& frame) -> Value {
  const auto values = possible_values(world, node, frame);
  for (const auto& value : values) {
    if (values.size() > 1 && !agree(value, values.front())) return {};
  }
  return values.front();
}

}  // namespace dengbao::explain
