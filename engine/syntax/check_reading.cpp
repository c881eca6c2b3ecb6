#include <algorithm>

#include "syntax/children.h"
#include "syntax/lowering.h"

// Expressions that their writer and another reader may take differently.
namespace dengbao::syntax {
namespace {

auto operands_of(const Expr& expr) -> const std::vector<ExprId>* {
  if (expr.parenthesised) return nullptr;
  if (const auto* conjunction = std::get_if<And>(&expr.node)) return &conjunction->operands;
  if (const auto* disjunction = std::get_if<Or>(&expr.node)) return &disjunction->operands;
  return nullptr;
}

auto mentions(const File& file, ExprId expr, std::string_view variable) -> bool {
  const auto& node = file.exprs[expr].node;
  if (const auto* name = std::get_if<NameRef>(&node)) return name->name.text == variable;
  const auto inside = children(node);
  return std::any_of(inside.begin(), inside.end(), [&](ExprId id) { return mentions(file, id, variable); });
}

auto parenthesise() -> Localised {
  return say("put parentheses around what belongs together", "请用括号标明哪些内容属于一体");
}

}  // namespace

void check_mixed(Lowering& to, const Or& disjunction) {
  for (const auto operand : disjunction.operands) {
    const auto& expr = to.file.exprs[operand];
    if (expr.parenthesised || !std::holds_alternative<And>(expr.node)) continue;
    to.sink.report(Code::mixed_and_or, expr.span).help(parenthesise());
    return;
  }
}

void check_consequence(Lowering& to, ExprId consequence) {
  const auto& expr = to.file.exprs[consequence];
  if (operands_of(expr)) to.sink.report(Code::parenthesise_after_then, expr.span).help(parenthesise());
}

void check_mentions(Lowering& to, const Name& variable, ExprId body, const Localised& keyword) {
  const auto* operands = to.too_deep ? nullptr : operands_of(to.file.exprs[body]);
  if (!operands) return;
  for (auto operand = operands->begin() + 1; operand != operands->end(); ++operand) {
    if (mentions(to.file, *operand, variable.text)) continue;
    to.sink.report(Code::parenthesise_after_satisfies, to.file.exprs[*operand].span, variable.text, keyword)
        .label(variable.span, say("`{}` is bound here", "`{}` 在此引入", variable.text))
        .help(parenthesise());
    return;
  }
}

}  // namespace dengbao::syntax
