#include "eval/reads.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

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
    Frame all;
    if (own_subject && core.subjects) all.own = slot_bit(core.subject);
    if (core.subject.index < 63) all.subject = all.own;
    const auto add = [&](const std::optional<NodeId>& node, const Frame& frame) {
      if (node) (void)visit(*node, frame);
    };
    // Who the subjects are, and whether it applies at all, is a matter of all of them.
    add(core.applies, {});
    add(core.subjects, {});
    add(core.listed, {});
    add(core.suffices, {});
    add(core.where, all);
    for (const auto exception : core.exceptions) (void)visit(exception, all);
    for (const auto& part : core.parts) {
      (void)visit(part.condition, all);
      add(part.looked_at, all);
      add(part.unless, all);
    }
    add(core.due, all);
    add(core.start, all);
    add(core.period, all);
    add(core.done, all);
  }

  auto take() -> Reads { return std::move(reads_); }

 private:
  static constexpr std::size_t no_join = static_cast<std::size_t>(-1);

  // Whose rows the variables stand for.
  struct Frame {
    Slots own = 0;      // the subject's, and those of what it holds
    Slots joined = 0;   // of an element that a join pairs with it, and of what that holds
    Slots subject = 0;  // the variable of the subject itself, where joins may be found; 0: not here
    std::size_t join = no_join;
  };
  enum class Origin : std::uint8_t { elsewhere, own, joined };

  auto visit(NodeId id, Frame frame) -> Origin {
    frame.own &= plan_.free[id.index];
    frame.joined &= plan_.free[id.index];
    const auto key = std::tuple(id.index, frame.own, frame.joined, frame.subject, frame.join);
    if (const auto found = seen_.find(key); found != seen_.end()) return found->second;
    const auto result = look(id, frame);
    return seen_[key] = result;
  }

  auto look(NodeId id, const Frame& frame) -> Origin {
    const auto& node = core_.nodes[id];
    const auto operands = core_.operands_of(node);
    switch (node.op) {
      case Op::variable:
        if ((frame.own & slot_bit(node.slot())) != 0) return Origin::own;
        return (frame.joined & slot_bit(node.slot())) != 0 ? Origin::joined : Origin::elsewhere;
      case Op::field:
      case Op::each_field: {
        const auto origin = visit(operands[0], frame);
        note(origin, node.field(), frame);
        return plan_.program->fields[node.field()].ref ? Origin::elsewhere : origin;
      }
      case Op::some:
      case Op::some_listed:
      case Op::count_if:
      case Op::filter:
      case Op::map:
      case Op::flat_map:
        return pairs(id, frame);
      case Op::call: {
        Frame inside{0, 0, 0, frame.join};
        for (std::uint32_t i = 0; i < operands.size(); ++i) {
          const auto origin = visit(operands[i], frame);
          if (i >= 63) continue;
          if (origin == Origin::own) inside.own |= slot_bit(model::Slot{i});
          if (origin == Origin::joined) inside.joined |= slot_bit(model::Slot{i});
        }
        return visit(core_.functions[node.function()].body, inside);
      }
      case Op::related:
        relation(node.relation());
        break;
      case Op::passes:
        requirement(node.requirement(), false);
        break;
      case Op::parameter:
        return visit(core_.parameters[node.parameter().index], {});
      case Op::table:
        for (const auto result : core_.tables[node.table().index]) (void)visit(result, {});
        break;
      default:
        break;
    }
    auto origin = operands.empty() ? Origin::elsewhere : visit(operands[0], frame);
    for (const auto operand : operands) {
      if (visit(operand, frame) != origin) origin = Origin::elsewhere;
    }
    return origin;
  }

  // What is asked of each element of a list.
  auto pairs(NodeId id, const Frame& frame) -> Origin {
    const auto& node = core_.nodes[id];
    const auto operands = core_.operands_of(node);
    const auto list = visit(operands[0], frame);
    auto inside = frame;
    // From the 63rd on variables share a bit: then none is taken for the subject's.
    const auto bit = slot_bit(node.slot());
    const bool told_apart = node.slot().index < 63;
    inside.own &= ~bit;
    inside.joined &= ~bit;
    if (told_apart && list == Origin::own) inside.own |= bit;
    if (told_apart && list == Origin::joined) inside.joined |= bit;
    if (told_apart && list == Origin::elsewhere && is_join(id, frame)) {
      inside.join = reads_.joins.size();
      inside.joined = bit;
      reads_.joins.push_back({operands[0], node.slot(), *plan_.joins[id.index], {}});
      reads_.joins.back().read.resize(plan_.program->fields.size());
    }
    auto last = list;
    for (std::size_t i = 1; i < operands.size(); ++i) last = visit(operands[i], inside);
    return node.op == Op::filter || inside.join != frame.join ? list : last;
  }

  // Whether an index finds the elements for each subject, and nothing else decides which they are.
  auto is_join(NodeId id, const Frame& frame) const -> bool {
    const auto& join = plan_.joins[id.index];
    return join && frame.subject != 0 && frame.join == no_join && plan_.free[id.index] == frame.subject &&
           plan_.free[core_.operand(core_.nodes[id], 0).index] == 0 && plan_.free[join->probe.index] == frame.subject;
  }

  void note(Origin origin, model::FieldId field, const Frame& frame) {
    switch (origin) {
      case Origin::own:
        reads_.own[field.index] = 1;
        return;
      case Origin::joined:
        reads_.joins[frame.join].read[field.index] = 1;
        return;
      case Origin::elsewhere:
        reads_.elsewhere[field.index] = 1;
        return;
    }
  }

  void relation(model::RelationId id) {
    if (!relations_.insert(id).second) return;
    for (const auto& rule : core_.rules[id.index]) {
      for (const auto head : rule.heads) (void)visit(head, {});
      for (const auto& generator : rule.generators) (void)visit(generator.list, {});
      for (const auto condition : rule.conditions) (void)visit(condition, {});
      for (const auto& atom : rule.atoms) {
        relation(atom.relation);
        for (const auto& term : atom.terms) {
          if (const auto* node = std::get_if<NodeId>(&term)) (void)visit(*node, {});
        }
      }
    }
  }

  const Plan& plan_;
  const Core& core_;
  Reads reads_;
  std::map<std::tuple<std::uint32_t, Slots, Slots, Slots, std::size_t>, Origin> seen_;
  std::set<model::RelationId> relations_;
  std::set<std::pair<std::uint32_t, bool>> visited_;
};

}  // namespace

auto Reads::any(model::FieldId field) const -> bool {
  return own[field.index] != 0 || elsewhere[field.index] != 0 ||
         std::ranges::any_of(joins, [&](const ReadJoin& join) { return join.read[field.index] != 0; });
}

auto reads_of(const Plan& plan, model::RequirementId requirement) -> Reads {
  Reading reading(plan);
  reading.requirement(requirement, true);
  return reading.take();
}

}  // namespace dengbao::eval
