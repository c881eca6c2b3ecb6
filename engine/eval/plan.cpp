#include "eval/plan.h"

#include <algorithm>

namespace dengbao::eval {
namespace {

auto binds_slot(Op op) -> bool {
  switch (op) {
    case Op::some:
    case Op::some_listed:
    case Op::filter:
    case Op::map:
    case Op::flat_map:
    case Op::count_if:
      return true;
    default:
      return false;
  }
}

auto is_heavy(Op op) -> bool {
  return binds_slot(op) || op == Op::related || op == Op::passes || op == Op::call || op == Op::distinct ||
         op == Op::values || op == Op::rows || op == Op::each_field;
}

// A subnet equals what lies in it, where members are looked for.
auto can_be_key(Type type) -> bool { return !type.list && type.kind != Kind::truth && type.kind != Kind::subnet; }

class Analysis {
 public:
  explicit Analysis(Plan& plan) : plan_(plan), core_(plan.core) {}

  void run() {
    const auto size = core_.nodes.size();
    plan_.free.resize(size);
    plan_.heavy.resize(size);
    plan_.joins.resize(size);
    for (std::uint32_t i = 0; i < size; ++i) visit({i});
  }

 private:
  void visit(NodeId id) {
    const auto& node = core_.nodes[id];
    const auto operands = core_.operands_of(node);
    Slots free = node.op == Op::variable ? slot_bit(node.slot()) : 0;
    bool heavy = is_heavy(node.op);
    for (std::size_t i = 0; i < operands.size(); ++i) {
      auto of_operand = plan_.free[operands[i].index];
      const bool inside = binds_slot(node.op) && i > 0;
      if (inside && node.slot().index < 63) of_operand &= ~slot_bit(node.slot());
      free |= of_operand;
      heavy = heavy || plan_.heavy[operands[i].index];
    }
    plan_.free[id.index] = free;
    plan_.heavy[id.index] = heavy;
    if (binds_slot(node.op) && node.slot().index < 63)
      plan_.joins[id.index] = find_join(plan_, operands[1], node.slot());
  }

  Plan& plan_;
  const Core& core_;
};

}  // namespace

auto find_join(const Plan& plan, NodeId condition, model::Slot element) -> std::optional<Join> {
  const auto& core = plan.core;
  const auto& node = core.nodes[condition];
  if (element.index >= 63) return std::nullopt;
  if (node.op == Op::conjunction) {
    for (const auto operand : core.operands_of(node)) {
      if (const auto join = find_join(plan, operand, element)) return join;
    }
    return std::nullopt;
  }
  if (node.op != Op::equal && node.op != Op::member) return std::nullopt;
  const auto a = core.operand(node, 0);
  const auto b = core.operand(node, 1);
  if (core.nodes[a].type != core.nodes[b].type || !can_be_key(core.nodes[a].type)) return std::nullopt;
  const auto bit = slot_bit(element);
  const auto fits = [&](NodeId key, NodeId probe) {
    return plan.free[key.index] == bit && (plan.free[probe.index] & bit) == 0;
  };
  if (fits(a, b)) return Join{a, b};
  return fits(b, a) ? std::optional(Join{b, a}) : std::nullopt;
}

auto make_plan(const model::Program& program) -> Plan { return make_plan(program, lower(program)); }

auto make_plan(const model::Program& program, Core core) -> Plan {
  Plan plan;
  plan.program = &program;
  plan.core = std::move(core);
  Analysis(plan).run();
  return plan;
}

}  // namespace dengbao::eval
