#include <functional>
#include <unordered_set>

#include "explain/evaluate.h"

namespace dengbao::explain {
namespace {

using namespace model;

// Calls `visit(in_scope, body)` for every member that may be in scope; the body is evaluated only there. Stops where
// `visit` answers false.
template <typename Visit>
void each_in_scope(const World& world, const Quantifier& node, const Members& list, Frame& frame, Visit visit) {
  for (const auto& member : list.members) {
    frame[node.variable.index] = member.value;
    auto in_scope = member.in;
    if (node.where && in_scope != Truth::no) in_scope = in_scope && evaluate_truth(world, *node.where, frame);
    if (in_scope == Truth::no) continue;
    if (!visit(in_scope, evaluate_truth(world, node.body, frame))) return;
  }
}

auto every(const World& world, const Quantifier& node, const Members& list, Frame& frame) -> Truth {
  auto result = list.open ? Truth::unknown : Truth::yes;
  each_in_scope(world, node, list, frame, [&](Truth in_scope, Truth body) {
    result = result && (!in_scope || body);
    return result != Truth::no;
  });
  return result;
}

auto some(const World& world, const Quantifier& node, const Members& list, Frame& frame) -> Truth {
  auto result = list.open ? Truth::unknown : Truth::no;
  each_in_scope(world, node, list, frame, [&](Truth in_scope, Truth body) {
    result = result || (in_scope && body);
    return result != Truth::yes;
  });
  return result;
}

auto count_where(const World& world, const Quantifier& node, const Members& list, Frame& frame) -> Value {
  std::int64_t surely = 0;
  std::int64_t possibly = 0;
  each_in_scope(world, node, list, frame, [&](Truth in_scope, Truth body) {
    const auto holds = in_scope && body;
    surely += holds == Truth::yes ? 1 : 0;
    possibly += holds != Truth::no ? 1 : 0;
    return true;
  });
  return interval(surely, possibly, list.open);
}

struct HashValue {
  auto operator()(const Value* value) const -> std::size_t { return hash(*value); }
};
struct SameValue {
  auto operator()(const Value* a, const Value* b) const -> bool { return same(*a, *b); }
};
using ValueSet = std::unordered_set<const Value*, HashValue, SameValue>;

}  // namespace

auto counts(QuantifierKind kind) -> bool {
  return kind == QuantifierKind::at_least || kind == QuantifierKind::at_most || kind == QuantifierKind::exactly;
}

auto count_op(QuantifierKind kind) -> CompareOp {
  if (kind == QuantifierKind::at_least) return CompareOp::greater_equal;
  return kind == QuantifierKind::at_most ? CompareOp::less_equal : CompareOp::equal;
}

auto truth_of(const World& world, const Quantifier& node, Frame& frame) -> Truth {
  const auto list = members_of(world, node.list, frame);
  switch (node.kind) {
    case QuantifierKind::every:
      return every(world, node, list, frame);
    case QuantifierKind::some:
      return some(world, node, list, frame);
    case QuantifierKind::no:
      return !some(world, node, list, frame);
    default:
      break;
  }
  const auto count = count_where(world, node, list, frame);
  return compare(count_op(node.kind), count, evaluate(world, *node.bound, frame));
}

// An unknown element may be the same as any other; alone it is distinct.
auto truth_of(const World& world, const Distinct& node, Frame& frame) -> Truth {
  const auto list = members_of(world, node.operand, frame);
  ValueSet surely;
  ValueSet possibly;
  std::size_t elements = 0;
  bool open_question = list.open;
  bool perhaps_twice = false;
  for (const auto& member : list.members) {
    if (member.in == Truth::no || member.value.is_none()) continue;
    ++elements;
    if (member.value.is_unknown()) {
      open_question = true;
      continue;
    }
    if (member.in == Truth::yes && !surely.insert(&member.value).second) return Truth::no;
    perhaps_twice = !possibly.insert(&member.value).second || perhaps_twice;
  }
  const bool open = open_question && (list.open || elements > 1);
  return open || perhaps_twice ? Truth::unknown : Truth::yes;
}

}  // namespace dengbao::explain
