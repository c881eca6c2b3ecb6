#include "eval/evaluation.h"

#include <algorithm>

#include "eval/relations.h"

namespace dengbao::eval {
namespace {

auto op_of(Op op) -> CompareOp { return static_cast<CompareOp>(static_cast<int>(op) - static_cast<int>(Op::equal)); }

auto arithmetic_of(Op op) -> ArithmeticOp {
  return static_cast<ArithmeticOp>(static_cast<int>(op) - static_cast<int>(Op::add));
}

// A truth that is a value, unknown where a side is, and not so where a side does not exist.
auto text_test(const Value& a, const Value& b, auto test) -> Value {
  if (a.is_none() || b.is_none()) return false;
  const auto* left = a.get_if<std::string_view>();
  const auto* right = b.get_if<std::string_view>();
  return left != nullptr && right != nullptr ? Value(bool{test(*left, *right)}) : Value{};
}

// Equal to the member of a list, or inside of it where that is a subnet.
auto is_member(const Value& value, const Value& member) -> Value {
  const bool in_subnet = member.get_if<Subnet>() != nullptr && value.is_value();
  return in_subnet ? contained(value, member) : compare(CompareOp::equal, value, member);
}

}  // namespace

auto agree(const Value& a, const Value& b) -> bool { return same(a, b) || (a.is_none() && b.is_none()); }

auto nothing_of(Type type) -> Value {
  if (type.list) return make_list({});
  return type.kind == Kind::truth ? Value(false) : Value(None{});
}

Evaluation::Evaluation(const Plan& plan, const facts::Facts& facts, const Settings& settings, std::uint32_t level,
                       Requirements& requirements)
    : plan_(plan),
      facts_(facts),
      settings_(settings),
      level_(level),
      requirements_(requirements),
      root_(nullptr, 1),
      own_relations_(std::make_unique<Relations>(*this)),
      relations_(*own_relations_) {}

Evaluation::Evaluation(const Evaluation& other, Relations& relations)
    : plan_(other.plan_),
      facts_(other.facts_),
      settings_(other.settings_),
      level_(other.level_),
      requirements_(other.requirements_),
      root_(nullptr, 1),
      relations_(relations) {}

Evaluation::~Evaluation() = default;

auto Evaluation::home(NodeId id, Block& block) -> Block& {
  const auto free = plan_.free[id.index];
  if (free == 0) return root_;
  auto* at = &block;
  while (at->outer() != nullptr && (free & at->binds()) == 0) at = at->outer();
  return *at;
}

auto Evaluation::places_in(const Block& outer, const Block& block) -> Lane<std::uint32_t> {
  Lane<std::uint32_t> places;
  for (const auto* at = &block; at != &outer; at = at->outer()) {
    // What is outside of a frame, or the one instance of a block, is the same for all.
    if (at->outer() == nullptr || at->parents().empty()) return {};
    if (places.empty()) {
      places = at->parents();
    } else {
      for (auto& place : places) place = at->parents()[place];
    }
  }
  return places;
}

// The values of a variable as they lie in the block; where there is but one instance, they are to stand for all.
auto Evaluation::bound_here(const Node& node, const Block& block) -> const Column* {
  if (node.op != Op::variable) return nullptr;
  const auto* bound = block.variable(node.slot());
  return bound != nullptr && (block.size() > 1 || bound->is_constant()) ? bound : nullptr;
}

auto Evaluation::of(NodeId id, Block& block) -> const Column& {
  if (const auto* found = block.columns.find(id)) return *found;
  auto& varies = home(id, block);
  Column column;
  if (&varies == &block) {
    if (const auto* bound = bound_here(node(id), block); bound != nullptr) return *bound;
    column = reckon(id, block);
    if (block.size() == 1 && !column.is_constant()) column.make_constant();
  } else {
    const auto& outer = of(id, varies);
    if (outer.is_constant()) return outer;
    const auto places = places_in(varies, block);
    column = outer.gather(places);
  }
  return block.columns.add(id, std::move(column));
}

auto Evaluation::each(const Node& node, Block& block, const std::function<Value(std::size_t)>& value) -> Column {
  Column out(node.type, block.size());
  for (std::size_t i = 0; i < block.size(); ++i) out.put(i, value(i));
  return out;
}

auto Evaluation::reckon(NodeId id, Block& block) -> Column {
  const auto& node = this->node(id);
  const auto value = [&](std::size_t which) -> const Column& { return of(operand(node, which), block); };
  const auto with_two = [&](auto of_values) {
    const auto& a = value(0);
    const auto& b = value(1);
    return each(node, block, [&](std::size_t i) -> Value { return of_values(a.value(i), b.value(i)); });
  };
  switch (node.op) {
    case Op::constant:
      return Column::constant(node.type, core().constants[node.constant()].value);
    case Op::parameter: {
      const auto& overridden = settings_.overridden;
      const auto at = node.parameter().index;
      if (at < overridden.size() && overridden[at]) return Column::constant(node.type, *overridden[at]);
      return of(core().parameters[at], root_);
    }
    case Op::variable: {
      if (const auto* bound = block.variable(node.slot())) return *bound;
      if (block.outer() == nullptr) return {node.type, block.size()};
      const auto& outer = of(id, *block.outer());
      return block.parents().empty() ? outer : outer.gather(block.parents());
    }
    case Op::network:
      return Column::constant(node.type, facts_.root());
    case Op::as_of:
      return Column::constant(node.type, settings_.as_of);
    case Op::level:
      return Column::constant(node.type, Number(level_));
    case Op::unknown:
      return Column::constant(node.type, Value{});
    case Op::results:
      return Column::constant(node.type, results_ == nullptr ? Value{} : Value(results_->root()));
    case Op::outcome:
      return outcome(node.outcome());
    case Op::field:
      if (node.type.list) break;
      return field(value(0), node.field(), block.size());
    case Op::negation:
      return negation(node, block);
    case Op::conjunction:
    case Op::disjunction:
      return connective(node, block);
    case Op::equal:
    case Op::not_equal:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
      return comparison(node, block);
    case Op::exists:
    case Op::known:
      return existence(node, block);
    case Op::member:
      if (this->node(operand(node, 1)).type.kind == Kind::subnet) return with_two(is_member);
      return compare(CompareOp::equal, value(0), value(1), block.size());
    case Op::within:
      return with_two([](const Value& a, const Value& b) -> Value { return contained(a, b); });
    case Op::starts_with:
      return with_two([](const Value& a, const Value& b) {
        return text_test(a, b, [](auto text, auto start) { return text.starts_with(start); });
      });
    case Op::ends_with:
      return with_two([](const Value& a, const Value& b) {
        return text_test(a, b, [](auto text, auto end) { return text.ends_with(end); });
      });
    case Op::matches:
      return matches(node, block);
    case Op::names:
      return names(node, block);
    case Op::some:
    case Op::some_listed:
      return some(id, block);
    case Op::distinct:
      return distinct(node, block);
    case Op::related:
      return related(node, block);
    case Op::passes:
      return passes(node, block);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide: {
      const auto op = arithmetic_of(node.op);
      return with_two([op](const Value& a, const Value& b) { return arithmetic(op, a, b); });
    }
    case Op::plain:
      return value(0);
    case Op::count_if:
      return count_if(id, block);
    case Op::count:
      return count(node, block);
    case Op::sum:
    case Op::sum_durations:
      return sum(node, block);
    case Op::highest:
    case Op::lowest:
      return extreme(node, block);
    case Op::choose:
      return choose(node, block);
    case Op::call:
      return call(node, block);
    case Op::table:
      return table(node, block);
    case Op::builtin: {
      std::vector<const Column*> arguments;
      for (const auto argument : core().operands_of(node)) arguments.push_back(&of(argument, block));
      std::vector<Value> values(arguments.size());
      return each(node, block, [&](std::size_t i) {
        for (std::size_t a = 0; a < values.size(); ++a) values[a] = arguments[a]->value(i);
        return node.builtin().apply(values);
      });
    }
    case Op::each_field:
    case Op::rows:
    case Op::list_of:
    case Op::filter:
    case Op::map:
    case Op::flat_map:
    case Op::values:
      break;
  }
  return collapse(members(id, block), node.type, block.size());
}

auto Evaluation::negation(const Node& node, Block& block) -> Column {
  auto out = of(operand(node, 0), block);
  for (auto& truth : out.truths()) truth = !truth;
  return out;
}

auto Evaluation::existence(const Node& node, Block& block) -> Column {
  const auto& values = of(operand(node, 0), block);
  Column out(truth_type, block.size());
  for (std::size_t i = 0; i < block.size(); ++i) {
    const auto state = values.state(i);
    if (node.op == Op::known) {
      out.truths()[i] = truth(state != State::unknown);
    } else if (state != State::unknown) {
      out.truths()[i] = truth(state == State::value);
    }
  }
  return out;
}

// The policies have no circles; a compiled file that has one is unknown.
auto Evaluation::outcome(model::OutcomeId id) -> Column {
  reckoning_.resize(core().outcomes.size());
  const auto body = core().outcomes[id.index];
  if (reckoning_[id.index]) return Column::constant(node(body).type, Value{});
  reckoning_[id.index] = true;
  auto column = of(body, root_);
  reckoning_[id.index] = false;
  return column;
}

// One operand after the other, as long as something is open; what is expensive, for the open instances alone.
auto Evaluation::connective(const Node& node, Block& block) -> Column {
  auto result = Column::constant(truth_type, node.op == Op::conjunction);
  for (const auto operand : core().operands_of(node)) join_operand(node, operand, block, result);
  return result;
}

void Evaluation::join_operand(const Node& node, NodeId operand, Block& block, Column& result) {
  const bool all = node.op == Op::conjunction;
  const auto settled = all ? Truth::no : Truth::yes;
  const auto joined = [all](Truth a, Truth b) { return all ? a && b : a || b; };
  if (result.is_constant()) {
    if (result.truths()[0] == settled) return;
    const auto& other = of(operand, block);
    const auto before = result.truths()[0];
    result = other;
    for (auto& truth : result.truths()) truth = joined(truth, before);
    return;
  }
  const auto size = static_cast<std::uint32_t>(block.size());
  const auto left = std::ranges::count_if(result.truths(), [settled](Truth truth) { return truth != settled; });
  if (left == 0) return;
  const bool known = block.columns.find(operand) != nullptr || &home(operand, block) != &block;
  if (known || size <= block_sizes.small || !plan_.heavy[operand.index] || 2 * left > size) {
    const auto& other = of(operand, block);
    const std::size_t step = other.is_constant() ? 0 : 1;
    for (std::size_t i = 0, at = 0; i < size; ++i, at += step) {
      result.truths()[i] = joined(result.truths()[i], other.truths()[at]);
    }
    return;
  }
  Lane<std::uint32_t> open;
  open.reserve(static_cast<std::size_t>(left));
  for (std::uint32_t i = 0; i < size; ++i) {
    if (result.truths()[i] != settled) open.push_back(i);
  }
  Block few(&block, open.size());
  few.keep_all();
  few.belong_to(open);
  const auto& other = of(operand, few);
  for (std::size_t i = 0; i < open.size(); ++i) {
    result.truths()[open[i]] = joined(result.truths()[open[i]], other.truth(i));
  }
}

auto Evaluation::comparison(const Node& node, Block& block) -> Column {
  const auto lhs = operand(node, 0);
  const auto rhs = operand(node, 1);
  const auto op = op_of(node.op);
  const auto& a = of(lhs, block);
  const auto& b = of(rhs, block);
  const bool constant = a.is_constant() && b.is_constant();
  auto out = compare(op, a, b, constant ? 1 : block.size());
  if (constant) out.make_constant();
  if (!is_extreme(lhs) && !is_extreme(rhs)) return out;
  // Where the value is not known, its range may decide.
  for (std::size_t i = 0; i < out.truths().size(); ++i) {
    auto& truth = out.truths()[i];
    if (truth == Truth::unknown && is_extreme(lhs)) truth = compare_extreme(op, this->node(lhs), block, i, b.value(i));
    if (truth == Truth::unknown && is_extreme(rhs)) {
      truth = compare_extreme(mirrored(op), this->node(rhs), block, i, a.value(i));
    }
  }
  return out;
}

// Where conditions are unknown, the value is known only if all that are still possible are the same.
auto Evaluation::choose(const Node& node, Block& block) -> Column {
  const auto operands = core().operands_of(node);
  struct Case {
    const Column* condition;  // null: otherwise
    const Column* value;
  };
  std::vector<Case> cases;
  for (std::size_t i = 0; i + 1 < operands.size(); i += 2) {
    const auto& condition = of(operands[i], block);
    const bool settled = condition.is_constant() && condition.truths()[0] == Truth::yes;
    if (condition.is_constant() && condition.truths()[0] == Truth::no) continue;
    const auto& value = of(operands[i + 1], block);
    if (settled && cases.empty()) return value;
    cases.push_back({settled ? nullptr : &condition, &value});
    if (settled) break;
  }
  if (cases.empty() || cases.back().condition != nullptr) cases.push_back({nullptr, &of(operands.back(), block)});
  if (cases.size() == 1) return *cases.front().value;
  return each(node, block, [&](std::size_t i) -> Value {
    std::vector<Value> possible;
    for (const auto& [condition, value] : cases) {
      const auto holds = condition == nullptr ? Truth::yes : condition->truth(i);
      if (holds == Truth::no) continue;
      possible.push_back(value->value(i));
      if (holds == Truth::yes) break;
    }
    for (const auto& value : possible) {
      if (possible.size() > 1 && !agree(value, possible.front())) return {};
    }
    return possible.front();
  });
}

// A frame of its own, whose first variables are the arguments.
auto Evaluation::call(const Node& node, Block& block) -> Column {
  std::vector<const Column*> arguments;
  bool constant = true;
  for (const auto argument : core().operands_of(node)) {
    arguments.push_back(&of(argument, block));
    constant = constant && arguments.back()->is_constant();
  }
  Block frame(nullptr, constant ? 1 : block.size());
  for (std::uint32_t i = 0; i < arguments.size(); ++i) frame.bind(model::Slot{i}, *arguments[i]);
  return of(core().functions[node.function()].body, frame);
}

}  // namespace dengbao::eval
