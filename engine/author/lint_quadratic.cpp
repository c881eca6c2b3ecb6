// Loops over a list inside loops over the same list.
#include <algorithm>

#include "author/lint_condition.h"
#include "author/lint_rules.h"
#include "model/children.h"

namespace dengbao::author {
namespace {

using namespace model;

struct Loop {
  std::string list;  // key of the list
  Span span;
};

// What a quantifier, `all … where` or `… for … in` goes through.
struct Iteration {
  Slot variable;
  ExprId list;
  std::vector<ExprId> filters;  // where an equality spares most of the pairs
};

auto iteration_of(const ExprNode& node) -> std::optional<Iteration> {
  if (const auto* n = std::get_if<Quantifier>(&node)) {
    Iteration made{n->variable, n->list, {}};
    if (n->where) made.filters.push_back(*n->where);
    if (n->kind != QuantifierKind::every) made.filters.push_back(n->body);
    return made;
  }
  if (const auto* n = std::get_if<Select>(&node)) return Iteration{n->variable, n->list, {n->where}};
  if (const auto* n = std::get_if<Map>(&node)) {
    return Iteration{n->variable, n->list, n->where ? std::vector{*n->where} : std::vector<ExprId>{}};
  }
  return std::nullopt;
}

class QuadraticFinder {
 public:
  QuadraticFinder(const Policies& policies, Sink& sink)
      : policies_(policies), program_(policies.program), sink_(sink) {}

  void visit(const Requirement& requirement) {
    loops_.clear();
    if (requirement.subject) {
      loops_.push_back(loop(requirement.subject->list));
      if (requirement.subject->where) visit(*requirement.subject->where, 0);
    }
    for (const auto& part : requirement.parts) {
      visit(part.condition, 0);
      if (part.unless) visit(part.unless->condition, 0);
    }
    for (const auto& exception : requirement.exceptions) visit(exception.condition, 0);
  }

 private:
  auto loop(ExprId list) -> Loop {
    Cases cases;
    return {ConditionReader(program_, cases, {}).key(list), program_.exprs[list].span};
  }

  void visit(ExprId id, int depth) {
    const auto& node = program_.exprs[id].node;
    const auto iteration = iteration_of(node);
    if (iteration) {
      loops_.push_back(loop(iteration->list));
      check(*iteration);
    }
    for (const auto child : children(node)) visit(child, depth);
    const auto* call = std::get_if<CallDefinition>(&node);
    if (call != nullptr && depth < 8) visit(program_.definitions[call->definition].body, depth + 1);
    if (iteration) loops_.pop_back();
  }

  // Lists of the whole network grow with it; the accounts of one host do not.
  void check(const Iteration& iteration) {
    const auto& inner = loops_.back();
    if (!inner.list.starts_with("network") && !inner.list.starts_with("rows")) return;
    const auto outer = std::ranges::find(loops_.begin(), loops_.end() - 1, inner.list, &Loop::list);
    if (outer == loops_.end() - 1) return;
    const auto filters = [&](ExprId id) { return has_equality(id, iteration.variable); };
    if (std::ranges::any_of(iteration.filters, filters)) return;
    sink_.report(Code::lint_quadratic, inner.span)
        .label(outer->span, say("inside a loop over the same list", "外层已遍历同一列表"));
  }

  auto has_equality(ExprId id, Slot variable) const -> bool {
    const auto& node = program_.exprs[id].node;
    if (const auto* all = std::get_if<And>(&node)) {
      return std::ranges::any_of(all->operands, [&](ExprId operand) { return has_equality(operand, variable); });
    }
    const auto joins = [&](ExprId a, ExprId b) {
      return (mentions(a, variable) && is_open(b) && !mentions(b, variable)) ||
             (mentions(b, variable) && is_open(a) && !mentions(a, variable));
    };
    if (const auto* compare = std::get_if<Compare>(&node)) {
      return compare->op == CompareOp::equal && joins(compare->lhs, compare->rhs);
    }
    if (const auto* in = std::get_if<In>(&node)) return !in->negated && joins(in->element, in->container);
    const auto* relation = std::get_if<TextRelation>(&node);
    return relation != nullptr && !relation->negated && joins(relation->lhs, relation->rhs);
  }

  auto mentions(ExprId id, Slot variable) const -> bool {
    const auto& node = program_.exprs[id].node;
    const auto* reference = std::get_if<VariableRef>(&node);
    if (reference != nullptr && reference->slot == variable) return true;
    return std::ranges::any_of(children(node), [&](ExprId child) { return mentions(child, variable); });
  }

  // It depends on some variable, and not on constants alone.
  auto is_open(ExprId id) const -> bool {
    const auto& node = program_.exprs[id].node;
    if (std::holds_alternative<VariableRef>(node)) return true;
    return std::ranges::any_of(children(node), [&](ExprId child) { return is_open(child); });
  }

  const Policies& policies_;
  const Program& program_;
  Sink& sink_;
  std::vector<Loop> loops_;
};

}  // namespace

// ```
//   for each host in network.hosts
//   require "…": no other in network.hosts where other is not host satisfies other.port > host.port
//                            ^^^^^^^^^^^^^
// ```
void find_quadratic(const Policies& policies, Sink& sink) {
  QuadraticFinder finder(policies, sink);
  for (const auto& written : policies.requirements) finder.visit(*written.made);
}

}  // namespace dengbao::author
