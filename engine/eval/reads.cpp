#include "eval/reads.h"

#include <map>
#include <set>

namespace dengbao::eval {
namespace {

class Reading {
 public:
  explicit Reading(const Plan& plan) : plan_(plan), core_(plan.core) {
    reads_.own.resize(plan.program->fields.size());
    reads_.elsewhere.resize(plan.program->fields.size());
  }

  void requirement(model::RequirementId id, bool own_subject) {
    if (!visited_.insert({id.index, own_subject}).second) return;
    const auto& core = core_.requirements[id.index];
    const auto subject = own_subject && core.subjects ? slot_bit(core.subject) : Slots{0};
    const auto add = [&](const std::optional<NodeId>& node, Slots own) {
      if (node) (void)visit(*node, own);
    };
    // Who the subjects are, and whether it applies at all, is a matter of all of them.
    add(core.applies, 0);
    add(core.subjects, 0);
    add(core.listed, 0);
    add(core.suffices, 0);
    add(core.where, subject);
    for (const auto exception : core.exceptions) (void)visit(exception, subject);
    for (const auto& part : core.parts) {
      (void)visit(part.condition, subject);
      add(part.looked_at, subject);
      add(part.unless, subject);
    }
    add(core.due, subject);
    add(core.start, subject);
    add(core.period, subject);
    add(core.done, subject);
  }

  auto take() -> Reads { return std::move(reads_); }

 private:
  // `own`: the variables whose rows lie in the subject. Whether the node's rows do.
  auto visit(NodeId id, Slots own) -> bool {
    const auto mine = own & plan_.free[id.index];
    const auto key = std::pair(id.index, mine);
    if (const auto found = seen_.find(key); found != seen_.end()) return found->second;
    const bool result = look(core_.nodes[id], mine);
    return seen_[key] = result;
  }

  auto look(const Node& node, Slots own) -> bool {
    const auto operands = core_.operands_of(node);
    switch (node.op) {
      case Op::variable:
        return (own & slot_bit(node.slot())) != 0;
      case Op::field:
      case Op::each_field: {
        const bool inside = visit(operands[0], own);
        (inside ? reads_.own : reads_.elsewhere)[node.field().index] = 1;
        return inside && !plan_.program->fields[node.field()].ref;
      }
      case Op::some:
      case Op::some_listed:
      case Op::count_if:
      case Op::filter:
      case Op::map:
      case Op::flat_map: {
        const bool inside = visit(operands[0], own);
        // From the 63rd on variables share a bit: then none is taken for the subject's.
        const auto bit = slot_bit(node.slot());
        const auto within = inside && node.slot().index < 63 ? own | bit : own & ~bit;
        bool last = inside;
        for (std::size_t i = 1; i < operands.size(); ++i) last = visit(operands[i], within);
        return node.op == Op::filter ? inside : last;
      }
      case Op::call: {
        Slots arguments = 0;
        for (std::uint32_t i = 0; i < operands.size(); ++i) {
          if (visit(operands[i], own) && i < 63) arguments |= slot_bit(model::Slot{i});
        }
        return visit(core_.functions[node.function()].body, arguments);
      }
      case Op::related:
        relation(node.relation());
        break;
      case Op::passes:
        requirement(node.requirement(), false);
        break;
      case Op::parameter:
        return visit(core_.parameters[node.parameter().index], 0);
      case Op::table:
        for (const auto result : core_.tables[node.table().index]) (void)visit(result, 0);
        break;
      default:
        break;
    }
    bool inside = !operands.empty();
    for (const auto operand : operands) inside = visit(operand, own) && inside;
    return inside;
  }

  void relation(model::RelationId id) {
    if (!relations_.insert(id).second) return;
    for (const auto& rule : core_.rules[id.index]) {
      for (const auto head : rule.heads) (void)visit(head, 0);
      for (const auto& generator : rule.generators) (void)visit(generator.list, 0);
      for (const auto condition : rule.conditions) (void)visit(condition, 0);
      for (const auto& atom : rule.atoms) {
        relation(atom.relation);
        for (const auto& term : atom.terms) {
          if (const auto* node = std::get_if<NodeId>(&term)) (void)visit(*node, 0);
        }
      }
    }
  }

  const Plan& plan_;
  const Core& core_;
  Reads reads_;
  std::map<std::pair<std::uint32_t, Slots>, bool> seen_;
  std::set<model::RelationId> relations_;
  std::set<std::pair<std::uint32_t, bool>> visited_;
};

}  // namespace

auto reads_of(const Plan& plan, model::RequirementId requirement) -> Reads {
  Reading reading(plan);
  reading.requirement(requirement, true);
  return reading.take();
}

}  // namespace dengbao::eval
