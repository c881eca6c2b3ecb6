#include <algorithm>

#include "syntax/children.h"
#include "syntax/lowering.h"

namespace dengbao::syntax {
namespace {

auto lower_negation(Lowering& to, PolicyParser::NegationContext* negation) -> ExprId;

template <typename Node, typename Contexts, typename Lower>
auto lower_operands(Lowering& to, Span span, const Contexts& contexts, Lower lower) -> ExprId {
  if (contexts.size() == 1) return lower(to, contexts.front());
  Node node;
  for (auto* context : contexts) node.operands.push_back(lower(to, context));
  return to.add(span, std::move(node));
}

auto lower_conjunction(Lowering& to, PolicyParser::ConjunctionContext* conjunction) -> ExprId {
  return lower_operands<And>(to, to.origin.span(conjunction), conjunction->negation(), lower_negation);
}

auto lower_disjunction(Lowering& to, PolicyParser::DisjunctionContext* disjunction) -> ExprId {
  const auto id = lower_operands<Or>(to, to.origin.span(disjunction), disjunction->conjunction(), lower_conjunction);
  if (disjunction->conjunction().size() > 1) check_mixed(to, std::get<Or>(to.file.exprs[id].node));
  return id;
}

auto lower_not(Lowering& to, PolicyParser::NotExprContext* expr) -> ExprId {
  const auto operand = lower_negation(to, expr->negation());
  return to.add(to.origin.span(expr), Not{operand});
}

auto lower_if(Lowering& to, PolicyParser::IfExprContext* expr) -> ExprId {
  const auto condition = lower_expr(to, expr->expr(0));
  const auto consequence = lower_expr(to, expr->expr(1));
  check_consequence(to, consequence);
  return to.add(to.origin.span(expr), Implies{condition, consequence});
}

auto lower_choose(Lowering& to, PolicyParser::ChooseExprContext* expr) -> ExprId {
  Choose node;
  for (auto* one : expr->chooseCase()) node.cases.push_back({lower_expr(to, one->expr()), lower_sum(to, one->sum())});
  node.otherwise = lower_sum(to, expr->sum());
  return to.add(to.origin.span(expr), std::move(node));
}

auto kind_of(PolicyParser::QuantifierContext* quantifier) -> QuantifierKind {
  if (quantifier->EVERY()) return QuantifierKind::every;
  if (quantifier->SOME()) return QuantifierKind::some;
  if (quantifier->NO()) return QuantifierKind::no;
  if (quantifier->LEAST()) return QuantifierKind::at_least;
  return quantifier->MOST() ? QuantifierKind::at_most : QuantifierKind::exactly;
}

auto lower_quantified(Lowering& to, PolicyParser::QuantifiedContext* expr) -> ExprId {
  Quantifier node;
  node.kind = kind_of(expr->quantifier());
  if (auto* bound = expr->quantifier()->postfix()) node.bound = lower_postfix(to, bound);
  node.variable = lower_name(to, expr->plainName());
  node.list = lower_sum(to, expr->sum());
  if (auto* filter = expr->filter()) node.where = lower_expr(to, filter->expr());
  node.body = lower_expr(to, expr->expr());
  check_mentions(to, node.variable, node.body, {"satisfies", "满足"});
  return to.add(to.origin.span(expr), std::move(node));
}

auto lower_selection(Lowering& to, PolicyParser::SelectionContext* expr) -> ExprId {
  Select node{lower_name(to, expr->plainName()), lower_sum(to, expr->sum()), {}};
  node.where = lower_filter(to, expr->filter(), node.variable);
  return to.add(to.origin.span(expr), std::move(node));
}

auto lower_comparison(Lowering& to, PolicyParser::ComparisonContext* comparison) -> ExprId {
  const auto lhs = lower_sum(to, comparison->sum());
  return comparison->tail() ? lower_tail(to, to.origin.span(comparison), lhs, comparison->tail()) : lhs;
}

auto lower_negation(Lowering& to, PolicyParser::NegationContext* negation) -> ExprId {
  if (auto* expr = negation->notExpr()) return lower_not(to, expr);
  if (auto* expr = negation->ifExpr()) return lower_if(to, expr);
  if (auto* expr = negation->chooseExpr()) return lower_choose(to, expr);
  if (auto* expr = negation->quantified()) return lower_quantified(to, expr);
  if (auto* expr = negation->selection()) return lower_selection(to, expr);
  return lower_comparison(to, negation->comparison());
}

auto arithmetic_op(antlr4::tree::ParseTree* sign) -> ArithmeticOp {
  switch (dynamic_cast<antlr4::tree::TerminalNode&>(*sign).getSymbol()->getType()) {
    case PolicyParser::PLUS:
      return ArithmeticOp::add;
    case PolicyParser::MINUS:
      return ArithmeticOp::subtract;
    case PolicyParser::TIMES:
      return ArithmeticOp::multiply;
    default:
      return ArithmeticOp::divide;
  }
}

// `a + b - c`: the signs stand between the operands.
template <typename Contexts, typename Lower>
auto lower_chain(Lowering& to, antlr4::ParserRuleContext* chain, const Contexts& operands, Lower lower) -> ExprId {
  auto lhs = lower(to, operands.front());
  for (std::size_t i = 1; i < operands.size(); ++i) {
    const auto op = arithmetic_op(chain->children[2 * i - 1]);
    const auto rhs = lower(to, operands[i]);
    lhs = to.add(join(to.origin.span(operands.front()), to.origin.span(operands[i])), Arithmetic{op, lhs, rhs});
  }
  return lhs;
}

auto lower_prefixed(Lowering& to, PolicyParser::PrefixedContext* prefixed) -> ExprId {
  const auto operand = lower_postfix(to, prefixed->postfix());
  return prefixed->MINUS() ? to.add(to.origin.span(prefixed), Negate{operand}) : operand;
}

auto lower_product(Lowering& to, PolicyParser::ProductContext* product) -> ExprId {
  return lower_chain(to, product, product->prefixed(), lower_prefixed);
}

}  // namespace

auto Lowering::add(Span span, ExprNode node) -> ExprId {
  std::size_t depth = 1;
  for (const auto child : children(node)) depth = std::max(depth, depths[child.index] + 1);
  if (depth > max_depth && !too_deep) {
    too_deep = true;
    sink.report(Code::policy_too_deep, span, max_depth);
  }
  depths.push_back(depth);
  return file.exprs.add({span, false, std::move(node)});
}

auto lower_sum(Lowering& to, PolicyParser::SumContext* sum) -> ExprId {
  return lower_chain(to, sum, sum->product(), lower_product);
}

auto lower_filter(Lowering& to, PolicyParser::FilterContext* filter, const Name& variable) -> ExprId {
  const auto condition = lower_expr(to, filter->expr());
  check_mentions(to, variable, condition, {"where", "其中"});
  return condition;
}

auto lower_expr(Lowering& to, PolicyParser::ExprContext* expr) -> ExprId {
  const auto element = lower_disjunction(to, expr->disjunction());
  if (!expr->FOR()) return element;
  Map node{element, lower_name(to, expr->plainName()), lower_sum(to, expr->sum()), {}};
  if (auto* filter = expr->filter()) node.where = lower_filter(to, filter, node.variable);
  return to.add(to.origin.span(expr), std::move(node));
}

}  // namespace dengbao::syntax
