#include "syntax/lowering.h"

// What follows the first operand of a comparison or test.
namespace dengbao::syntax {
namespace {

auto compare_op(std::size_t sign) -> CompareOp {
  switch (sign) {
    case PolicyParser::EQUAL:
      return CompareOp::equal;
    case PolicyParser::NOT_EQUAL:
      return CompareOp::not_equal;
    case PolicyParser::LESS:
      return CompareOp::less;
    case PolicyParser::LESS_EQUAL:
      return CompareOp::less_equal;
    case PolicyParser::GREATER:
      return CompareOp::greater;
    default:
      return CompareOp::greater_equal;
  }
}

auto lower_one_of(Lowering& to, ExprId lhs, PolicyParser::OneOfTailContext* tail) -> ExprNode {
  IsOneOf node{lhs, {}, tail->NOT() != nullptr};
  for (auto* choice : tail->sum()) node.choices.push_back(lower_sum(to, choice));
  if (node.choices.size() > 1) return node;
  // `is one of (a, b)`: the list in parentheses, as it is written inside arguments
  if (const auto* group = std::get_if<Group>(&to.file.exprs[node.choices.front()].node)) node.choices = group->elements;
  return node;
}

auto lower_distance(Lowering& to, PolicyParser::DistanceContext* distance, TimeRelation& node) -> void {
  node.distance = distance->MOST() ? TimeRelation::Distance::at_most : TimeRelation::Distance::at_least;
  node.duration = lower_sum(to, distance->sum());
}

// English: `is at most 6 months before y`; Chinese: `距 y 不超过 6 个月`, before where it says neither.
auto lower_time(Lowering& to, ExprId lhs, PolicyParser::TimeTailContext* tail) -> ExprNode {
  const bool after = tail->AFTER() != nullptr || tail->LATER() != nullptr;
  TimeRelation node{lhs, {}, after, TimeRelation::Distance::none, {}};
  if (auto* distance = tail->distance()) lower_distance(to, distance, node);
  node.rhs = lower_sum(to, tail->sum());
  return node;
}

auto lower_affix(Lowering& to, ExprId lhs, PolicyParser::AffixTailContext* tail) -> ExprNode {
  const auto test = tail->STARTS() ? TextTest::starts_with : TextTest::ends_with;
  return TextRelation{test, lhs, lower_sum(to, tail->sum()), tail->NOT() != nullptr};
}

auto lower_matches(Lowering& to, ExprId lhs, PolicyParser::MatchesTailContext* tail) -> ExprNode {
  return Matches{lhs, lower_text(to, tail->text()->start), tail->NOT() != nullptr};
}

auto node_of(Lowering& to, ExprId lhs, PolicyParser::TailContext* tail) -> ExprNode {
  if (auto* t = tail->compareTail()) return Compare{compare_op(t->start->getType()), lhs, lower_sum(to, t->sum())};
  if (auto* t = tail->isTail()) return Is{lhs, lower_sum(to, t->sum()), t->NOT() != nullptr};
  if (auto* t = tail->oneOfTail()) return lower_one_of(to, lhs, t);
  if (auto* t = tail->emptyTail()) return IsEmpty{lhs, t->NOT() != nullptr};
  if (auto* t = tail->knownTail()) return IsKnown{lhs, t->MISSING() != nullptr};
  if (auto* t = tail->inTail()) return In{lhs, lower_sum(to, t->sum()), t->NOT() != nullptr};
  if (auto* t = tail->timeTail()) return lower_time(to, lhs, t);
  if (auto* t = tail->affixTail()) return lower_affix(to, lhs, t);
  if (auto* t = tail->matchesTail()) return lower_matches(to, lhs, t);
  if (auto* t = tail->namesTail()) return NamesA{lhs, lower_type_name(to, t->typeName()), t->NOT() != nullptr};
  auto* t = tail->containsTail();
  return TextRelation{TextTest::contains, lhs, lower_sum(to, t->sum()), t->NOT() != nullptr};
}

}  // namespace

auto lower_tail(Lowering& to, Span span, ExprId lhs, PolicyParser::TailContext* tail) -> ExprId {
  auto node = node_of(to, lhs, tail);
  return to.add(span, std::move(node));
}

}  // namespace dengbao::syntax
