#include "explain/prover.h"

namespace dengbao::explain {
namespace {

using namespace model;

// What one element contributes: whether it keeps the quantifier from being false (`every`, `no`) or makes it true.
auto contribution(QuantifierKind kind, Truth in_scope, Truth body) -> Truth {
  if (kind == QuantifierKind::every) return !in_scope || body;
  const auto found = in_scope && body;
  return kind == QuantifierKind::no ? !found : found;
}

}  // namespace

auto Prover::element(const Quantifier& node, const Element& item, FrameId frame) -> StepId {
  const auto inner = bind(frame, node.variable, item.value, item.fact);
  Step result;
  result.kind = StepKind::element;
  result.expr = node.list;
  result.frame = inner;
  result.value = item.value;
  result.fact = item.fact;
  result.children = item.why;
  auto in_scope = item.in;
  if (node.where && in_scope != Truth::no) {
    result.children.push_back(truth(*node.where, inner));
    in_scope = in_scope && holds(result.children.back());
  }
  result.in_scope = in_scope == Truth::yes ? 1 : 0;
  result.total = in_scope == Truth::no ? 0 : 1;
  auto body = Truth::no;
  if (in_scope != Truth::no) {
    result.children.push_back(truth(node.body, inner));
    body = holds(result.children.back());
  }
  result.reached = in_scope != Truth::no;
  result.holds = contribution(node.kind, in_scope, body);
  return add(std::move(result));
}

auto Prover::quantifier(const Quantifier& node, ExprId expr, FrameId frame) -> StepId {
  const auto list = elements(node.list, frame);
  auto result = step(counts(node.kind) ? StepKind::counted : StepKind::quantifier, expr, frame);
  result.children = list.lists;
  result.open = list.open;
  result.total = static_cast<std::uint32_t>(list.items.size());
  const bool for_all = node.kind == QuantifierKind::every || node.kind == QuantifierKind::no;
  const auto decisive = for_all ? Truth::no : Truth::yes;
  std::uint32_t possibly = 0;
  bool none_in_scope = true;
  for (const auto& item : list.items) {
    const auto child = element(node, item, frame);
    const auto& made = proof_.steps[child];
    result.in_scope += made.in_scope;
    none_in_scope = none_in_scope && !made.reached;
    result.decisive += made.reached && made.holds == decisive ? 1 : 0;
    possibly += made.reached && made.holds != Truth::no ? 1 : 0;
    result.children.push_back(child);
  }
  result.vacuous = for_all && result.holds == Truth::yes && none_in_scope;
  if (counts(node.kind)) {
    result.value = interval(result.decisive, possibly, list.open);
    if (const auto bound = value(*node.bound, frame)) result.children.push_back(*bound);
  }
  return add(std::move(result));
}

auto Prover::distinct(const Distinct& node, ExprId expr, FrameId frame) -> StepId {
  const auto list = counted(node.operand, expr, frame);
  auto& result = proof_.steps[list];
  result.kind = StepKind::distinct;
  result.vacuous = result.holds == Truth::yes && result.total == 0;
  return list;
}

}  // namespace dengbao::explain
