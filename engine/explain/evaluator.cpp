#include "explain/evaluator.h"

#include <variant>

#include "explain/evaluate.h"
#include "eval/results.h"

namespace dengbao::explain {
namespace {

using namespace model;

// A field of something that is known not to exist does not exist either: a truth is no, a list is empty.
auto field_of_none(Type type) -> Value {
  if (type.list) return make_list({});
  if (type.kind == Kind::truth) return false;
  return None{};
}

auto negative(const World& world, const Negate& node, Type type, Frame& frame) -> Value {
  const Value zero = type.kind == Kind::duration ? Value(Duration{}) : Value(Number{});
  return arithmetic(ArithmeticOp::subtract, zero, evaluate(world, node.operand, frame));
}

}  // namespace

auto look_up(const World& world, Row row, FieldId field) -> Value {
  if (world.results != nullptr && world.results->holds(row.record)) return world.results->get(row, field);
  const FactRef fact{row, field};
  if (world.only != nullptr && !world.only->contains(fact)) {
    if (world.hidden != nullptr) *world.hidden = true;
    return Unknown{Cause::hidden};
  }
  if (world.read != nullptr) world.read->insert(fact);
  return world.hypothesis == nullptr ? world.facts.get(row, field) : supposed(world, fact);
}

auto value_of(const World& world, const FieldOf& node, Frame& frame) -> Value {
  const auto base = evaluate(world, node.base, frame);
  if (base.is_none()) return field_of_none(world.program.fields[node.field].type);
  const auto* row = base.get_if<Row>();
  return row == nullptr ? base : look_up(world, *row, node.field);
}

auto value_of(const World& world, const ByLevel& node, Frame& frame) -> Value {
  const LevelCase* chosen = nullptr;
  for (const auto& level_case : node.cases) {
    if (level_case.level <= world.level) chosen = &level_case;
  }
  return chosen == nullptr ? Value(Unknown{Cause::out_of_range}) : evaluate(world, chosen->value, frame);
}

auto frame_of(const World& world, const CallDefinition& node, Frame& frame) -> Frame {
  Frame inner(world.program.definitions[node.definition].slots);
  for (std::size_t i = 0; i < node.arguments.size(); ++i) inner[i] = evaluate_marked(world, node.arguments[i], frame);
  return inner;
}

auto value_of(const World& world, const CallDefinition& node, Frame& frame) -> Value {
  auto inner = frame_of(world, node, frame);
  return evaluate(world, world.program.definitions[node.definition].body, inner);
}

auto value_of(const World& world, const CallFunction& node, Frame& frame) -> Value {
  std::vector<Value> arguments;
  arguments.reserve(node.arguments.size());
  for (auto argument : node.arguments) arguments.push_back(evaluate(world, argument, frame));
  return node.function->apply(arguments);
}

auto evaluate_marked(const World& world, ExprId expr, Frame& frame) -> Value {
  if (world.only == nullptr) return evaluate(world, expr, frame);
  bool hidden = false;
  auto watching = world;
  watching.hidden = &hidden;
  auto value = evaluate(watching, expr, frame);
  if (hidden && world.hidden != nullptr) *world.hidden = true;
  return hidden && value.is_unknown() ? Value(Unknown{Cause::hidden}) : value;
}

namespace {

auto value_at(const World& world, ExprId expr_id, Frame& frame) -> Value {
  const auto& expr = world.program.exprs[expr_id];
  const auto list = [&] { return collapse(members_of(world, expr_id, frame)); };
  return std::visit(Overloaded{
                        [&](const Constant& node) { return node.value; },
                        [&](const ParameterRef& node) { return parameter_value(world, node.parameter); },
                        [&](const VariableRef& node) { return frame[node.slot.index]; },
                        [&](const RootRef&) { return Value(world.facts.root()); },
                        [&](const AsOf&) { return Value(world.settings.as_of); },
                        [&](const LevelNow&) { return Value(Number(world.level)); },
                        [&](const FieldOf& node) {
                          return world.program.exprs[node.base].type.list ? list() : value_of(world, node, frame);
                        },
                        [&](const Negate& node) { return negative(world, node, expr.type, frame); },
                        [&](const Arithmetic& node) {
                          return arithmetic(node.op, evaluate(world, node.lhs, frame),
                                            evaluate(world, node.rhs, frame));
                        },
                        [&](const Select&) { return list(); },
                        [&](const Map&) { return list(); },
                        [&](const ListOf&) { return list(); },
                        [&](const Aggregate& node) {
                          return node.kind == AggregateKind::values ? list() : value_of(world, node, expr_id, frame);
                        },
                        [&](const ByLevel& node) { return value_of(world, node, frame); },
                        [&](const CallDefinition& node) { return value_of(world, node, frame); },
                        [&](const CallFunction& node) { return value_of(world, node, frame); },
                        [&](const CallTable& node) { return value_of(world, node, frame); },
                        [&](const Choose& node) { return value_of(world, node, frame); },
                        [&](const RowsOf&) { return list(); },
                        [&](const ResultsRef&) { return Value(world.results->root()); },
                        [&](const OutcomeRef& node) { return (*world.outcomes)[node.outcome.index]; },
                        // All others are truths.
                        [&](const auto& node) { return Value(truth_of(world, node, frame)); },
                    },
                    expr.node);
}

auto truth_at(const World& world, ExprId expr_id, Frame& frame) -> Truth {
  return std::visit(
      [&](const auto& node) {
        if constexpr (requires { truth_of(world, node, frame); }) {
          return truth_of(world, node, frame);
        } else {
          return value_at(world, expr_id, frame).truth();
        }
      },
      world.program.exprs[expr_id].node);
}

}  // namespace

auto evaluate(const World& world, ExprId expr, Frame& frame) -> Value {
  auto value = value_at(world, expr, frame);
  if (world.trace != nullptr) {
    world.trace->reach(expr);
    if (world.program.exprs[expr].type == truth_type) world.trace->note(expr, value.truth());
  }
  return value;
}

auto evaluate_truth(const World& world, ExprId expr, Frame& frame) -> Truth {
  const auto truth = truth_at(world, expr, frame);
  if (world.trace != nullptr) world.trace->note(expr, truth);
  return truth;
}

auto parameter_value(const World& world, ParameterId parameter) -> Value {
  const auto& overridden = world.settings.overridden;
  if (parameter.index < overridden.size() && overridden[parameter.index]) return *overridden[parameter.index];
  Frame frame;
  return evaluate(world, world.program.parameters[parameter].value, frame);
}

}  // namespace dengbao::explain
