#include "syntax/lowering.h"

namespace dengbao::syntax {
namespace {

auto lower_by_level(Lowering& to, PolicyParser::ByLevelContext* expr) -> ExprNode {
  ByLevel node;
  for (auto* level : expr->levelCase()) {
    const auto* key = level->NUMBER()->getSymbol();
    node.cases.push_back({lower_level(to, key), to.origin.span(key), lower_expr(to, level->expr())});
  }
  return node;
}

// `(x in xs where c)`
auto lower_filtered(Lowering& to, PolicyParser::FilteredContext* expr) -> ExprId {
  Select node{lower_name(to, expr->plainName()), lower_sum(to, expr->sum()), {}};
  node.where = lower_filter(to, expr->filter(), node.variable);
  return to.add(to.origin.span(expr), std::move(node));
}

auto lower_operand(Lowering& to, PolicyParser::OperandContext* operand) -> ExprId {
  return operand->filtered() ? lower_filtered(to, operand->filtered()) : lower_postfix(to, operand->postfix());
}

auto lower_aggregate(Lowering& to, PolicyParser::AggregateContext* expr) -> ExprNode {
  auto kind = AggregateKind::values;
  if (expr->COUNT()) kind = AggregateKind::count;
  if (expr->SUM()) kind = AggregateKind::sum;
  return Aggregate{kind, lower_operand(to, expr->operand()), {}};
}

auto lower_extreme(Lowering& to, PolicyParser::ExtremeContext* expr) -> ExprNode {
  const auto kind = expr->HIGHEST() ? AggregateKind::highest : AggregateKind::lowest;
  Aggregate node{kind, lower_operand(to, expr->operand()), {}};
  if (expr->sum()) node.if_none = lower_sum(to, expr->sum());
  return node;
}

auto lower_call(Lowering& to, PolicyParser::CallContext* expr) -> ExprNode {
  Call node{lower_name(to, expr->plainName()), {}};
  for (auto* argument : expr->expr()) node.arguments.push_back(lower_expr(to, argument));
  return node;
}

// One expression in parentheses is that expression.
auto lower_group(Lowering& to, PolicyParser::GroupContext* group) -> ExprId {
  const auto elements = group->expr();
  if (elements.size() == 1) {
    const auto inner = lower_expr(to, elements.front());
    to.file.exprs[inner].parenthesised = true;
    return inner;
  }
  Group node;
  for (auto* element : elements) node.elements.push_back(lower_expr(to, element));
  return to.add(to.origin.span(group), std::move(node));
}

auto node_of(Lowering& to, PolicyParser::PrimaryContext* primary) -> ExprNode {
  if (auto* e = primary->name()) return NameRef{lower_name(to, e)};
  if (auto* e = primary->workingDays()) return WorkingDays{lower_number(to, e->NUMBER()->getSymbol())};
  if (auto* e = primary->rows()) return RowsOf{lower_type_name(to, e->typeName())};
  if (auto* e = primary->number()) return NumberLiteral{lower_number(to, e->start)};
  if (auto* e = primary->duration()) return DurationLiteral{lower_duration(to, e)};
  if (auto* e = primary->text()) return TextLiteral{lower_text(to, e->start).text};
  if (auto* e = primary->date()) return DateLiteral{lower_date(to, e->start)};
  if (auto* e = primary->truth()) return TruthLiteral{e->TRUE() != nullptr};
  if (auto* e = primary->call()) return lower_call(to, e);
  if (auto* e = primary->byLevel()) return lower_by_level(to, e);
  if (auto* e = primary->aggregate()) return lower_aggregate(to, e);
  if (auto* e = primary->extreme()) return lower_extreme(to, e);
  return LevelNow{};
}

}  // namespace

auto lower_primary(Lowering& to, PolicyParser::PrimaryContext* primary) -> ExprId {
  if (primary->group()) return lower_group(to, primary->group());
  auto node = node_of(to, primary);
  return to.add(to.origin.span(primary), std::move(node));
}

namespace {

auto kind_of(PolicyParser::ListWordContext* word) -> AggregateKind {
  if (word->NUMBER_OF()) return AggregateKind::count;
  if (word->TOTAL_OF()) return AggregateKind::sum;
  if (word->KINDS_OF()) return AggregateKind::values;
  return word->HIGHEST_OF() ? AggregateKind::highest : AggregateKind::lowest;
}

auto lower_suffix(Lowering& to, Span span, ExprId list, PolicyParser::ListSuffixContext* suffix) -> ExprId {
  Aggregate node{kind_of(suffix->listWord()), list, {}};
  if (auto* otherwise = suffix->orIfNone()) {
    if (node.kind == AggregateKind::highest || node.kind == AggregateKind::lowest) {
      node.if_none = lower_sum(to, otherwise->sum());
    } else {
      to.sink.report(Code::if_none_out_of_place, to.origin.span(otherwise->start));
    }
  }
  return to.add(span, std::move(node));
}

}  // namespace

// `xs.f 的取值 的数量`: fields and Chinese list words follow their list, each applies to all before it.
auto lower_postfix(Lowering& to, PolicyParser::PostfixContext* postfix) -> ExprId {
  auto* filtered = postfix->filtered();
  auto base = filtered ? lower_filtered(to, filtered) : lower_primary(to, postfix->primary());
  for (auto* child : postfix->children) {
    if (auto* field = dynamic_cast<PolicyParser::AnyNameContext*>(child)) {
      const auto span = join(to.origin.span(postfix), to.origin.span(field));
      base = to.add(span, FieldAccess{base, lower_name(to, field)});
    } else if (auto* suffix = dynamic_cast<PolicyParser::ListSuffixContext*>(child)) {
      base = lower_suffix(to, join(to.origin.span(postfix), to.origin.span(suffix)), base, suffix);
    }
  }
  return base;
}

}  // namespace dengbao::syntax
