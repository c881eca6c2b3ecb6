#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "eval/plan.h"
#include "eval/relations.h"

// What a plan does, in words that an engineer can check against the policy.
namespace dengbao::eval {
namespace {

// What one requirement asks for, gathered over all its expressions.
struct Needs {
  std::set<std::string> indexes;
  std::set<std::string> scans;  // lists that do not come from the subject, gone through for each subject
  std::set<std::string> relations;
  std::set<std::string> requirements;
  std::set<std::string> totals;
};

class Gathering {
 public:
  Gathering(const Plan& plan, model::RequirementId id)
      : plan_(plan), core_(plan.core), requirement_(plan.core.requirements[id.index]) {
    const auto slots = requirement_.subjects ? slot_bit(requirement_.subject) : Slots{0};
    const auto add = [&](const std::optional<NodeId>& node) {
      if (node) visit(*node, slots);
    };
    add(requirement_.where);
    for (const auto exception : requirement_.exceptions) visit(exception, slots);
    for (const auto& part : requirement_.parts) {
      visit(part.condition, slots);
      add(part.looked_at);
      add(part.unless);
    }
    add(requirement_.due);
    add(requirement_.start);
    add(requirement_.period);
    add(requirement_.done);
  }

  [[nodiscard]] auto needs() const -> const Needs& { return needs_; }

 private:
  // `outer`: the variables on which it is evaluated for each subject.
  void visit(NodeId id, Slots outer) {
    if (!seen_.insert({id.index, outer}).second) return;
    const auto& node = core_.nodes[id];
    const bool varies = (plan_.free[id.index] & outer) != 0;
    switch (node.op) {
      case Op::some:
      case Op::some_listed:
      case Op::filter:
      case Op::map:
      case Op::flat_map:
      case Op::count_if:
        visit_list(id, node, outer);
        break;
      case Op::related:
        needs_.relations.insert(relation_words(node.relation()));
        break;
      case Op::passes:
        needs_.requirements.insert(plan_.program->requirements[node.requirement()].name);
        break;
      case Op::count:
      case Op::sum:
      case Op::sum_durations:
      case Op::highest:
      case Op::lowest:
      case Op::distinct:
      case Op::values:
        if (!varies) needs_.totals.insert(describe(core_.operand(node, 0)));
        break;
      case Op::names:
        needs_.indexes.insert(fmt::format("{} by its key", plan_.program->records[node.record()].name));
        break;
      case Op::call: {
        // The arguments may depend on the subject: then so does all that is reckoned from them.
        Slots inner = 0;
        const auto arguments = core_.operands_of(node);
        for (std::uint32_t i = 0; i < arguments.size(); ++i) {
          if ((plan_.free[arguments[i].index] & outer) != 0) inner |= slot_bit(model::Slot{i});
        }
        visit(core_.functions[node.function()].body, inner);
        break;
      }
      default:
        break;
    }
    auto inner = outer;
    if (node.op == Op::some || node.op == Op::some_listed || node.op == Op::filter || node.op == Op::map ||
        node.op == Op::flat_map || node.op == Op::count_if) {
      inner |= slot_bit(node.slot());
    }
    for (const auto operand : core_.operands_of(node)) visit(operand, inner);
  }

  void visit_list(NodeId id, const Node& node, Slots outer) {
    const auto list = core_.operand(node, 0);
    if ((plan_.free[list.index] & outer) != 0 || core_.nodes[list].op == Op::constant) return;
    const bool varies = (plan_.free[id.index] & outer) != 0;
    const auto& join = plan_.joins[id.index];
    if (!varies) {
      needs_.totals.insert(describe(list));
    } else if (join) {
      needs_.indexes.insert(fmt::format("{} by {}", describe(list), describe(join->key)));
    } else {
      needs_.scans.insert(describe(list));
    }
  }

  auto relation_words(model::RelationId id) const -> std::string {
    const auto& name = plan_.program->relations[id].name;
    return is_closure(plan_, id) ? name + " (searched from each source asked for)" : name;
  }

  auto describe(NodeId id) const -> std::string {
    const auto& node = core_.nodes[id];
    switch (node.op) {
      case Op::network:
        return "network";
      case Op::variable:
        return "its element";
      case Op::field:
      case Op::each_field: {
        const auto base = core_.operand(node, 0);
        const auto& name = plan_.program->fields[node.field()].name;
        return core_.nodes[base].op == Op::variable ? name : fmt::format("{}.{}", describe(base), name);
      }
      case Op::rows:
        return "all " + plan_.program->records[node.record()].name;
      case Op::parameter:
        return plan_.program->parameters[node.parameter()].name;
      case Op::filter:
        return "some of " + describe(core_.operand(node, 0));
      case Op::map:
      case Op::flat_map:
      case Op::values:
        return "what is made of " + describe(core_.operand(node, 0));
      case Op::call:
        return core_.functions[node.function()].name;
      default:
        return std::string(op_name(node.op));
    }
  }

  const Plan& plan_;
  const Core& core_;
  const CoreRequirement& requirement_;
  Needs needs_;
  std::set<std::pair<std::uint32_t, Slots>> seen_;
};

auto reach_of(const Needs& needs) -> Reach {
  if (!needs.scans.empty() || !needs.relations.empty() || !needs.requirements.empty() || !needs.totals.empty()) {
    return Reach::global;
  }
  return needs.indexes.empty() ? Reach::local : Reach::joined;
}

auto reach_name(Reach reach) -> const char* {
  return reach == Reach::local ? "local" : reach == Reach::joined ? "joined" : "global";
}

void add_lines(std::string& out, const char* words, const std::set<std::string>& items) {
  for (const auto& item : items) out += fmt::format("    {} {}\n", words, item);
}

}  // namespace

auto reach(const Plan& plan, model::RequirementId requirement) -> Reach {
  return reach_of(Gathering(plan, requirement).needs());
}

auto dump_plan(const Plan& plan) -> std::string {
  const auto& requirements = plan.program->requirements;
  std::size_t indexes = 0;
  for (const auto& join : plan.joins) indexes += join ? 1 : 0;
  auto out = fmt::format("plan: {} requirements, {} nodes, {} of them joins\n", requirements.size(),
                         plan.core.nodes.size(), indexes);
  for (std::uint32_t i = 0; i < requirements.size(); ++i) {
    const model::RequirementId id{i};
    const auto needs = Gathering(plan, id).needs();
    out += fmt::format("{} {}\n", requirements[id].qualified(), reach_name(reach_of(needs)));
    add_lines(out, "index", needs.indexes);
    add_lines(out, "once", needs.totals);
    add_lines(out, "for each subject, all of", needs.scans);
    add_lines(out, "relation", needs.relations);
    add_lines(out, "verdicts of", needs.requirements);
  }
  return out;
}

}  // namespace dengbao::eval
