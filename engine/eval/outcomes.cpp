#include <algorithm>

#include "eval/judging.h"

namespace dengbao::eval {
namespace {

// What lies behind the conditions that are not false, up to the first true one.
auto possible_values(Evaluation& evaluation, const Node& choice) -> std::vector<Value> {
  std::vector<Value> values;
  const auto add = [&](NodeId id) {
    const auto value = evaluation.of(id, evaluation.root()).value(0);
    const auto seen = [&](const Value& other) { return same(other, value); };
    if (std::ranges::none_of(values, seen)) values.push_back(value);
  };
  const auto operands = evaluation.core().operands_of(choice);
  for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
    const auto holds = evaluation.of(operands[i], evaluation.root()).truth(0);
    if (holds == Truth::no) continue;
    add(operands[i + 1]);
    if (holds == Truth::yes) return values;
  }
  add(operands.back());
  return values;
}

}  // namespace

auto reckon_outcomes(const Plan& plan, const facts::Facts& facts, const Settings& settings, const Results& results)
    -> std::vector<OutcomeValue> {
  Judging judging(plan, facts, settings, Keep::what_is_not_good);
  auto& evaluation = judging.evaluation(settings.level);
  evaluation.read(results);
  std::vector<OutcomeValue> values;
  for (const auto body : plan.core.outcomes) {
    OutcomeValue made{evaluation.of(body, evaluation.root()).value(0), {}};
    const auto& node = plan.core.nodes[body];
    if (node.op == Op::choose && made.value.is_unknown()) made.possible = possible_values(evaluation, node);
    values.push_back(std::move(made));
  }
  return values;
}

}  // namespace dengbao::eval
