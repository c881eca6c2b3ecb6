#include "model/check_expr.h"

namespace dengbao::model {

auto constant_value(const Program& program, ExprId id, std::uint32_t level) -> std::optional<Value> {
  const auto& node = program.exprs[id].node;
  if (const auto* constant = std::get_if<Constant>(&node)) return constant->value;
  if (std::holds_alternative<LevelNow>(node)) return Value(Number(level));
  if (const auto* negate = std::get_if<Negate>(&node)) {
    const auto operand = constant_value(program, negate->operand, level);
    if (!operand) return std::nullopt;
    if (const auto* number = operand->get_if<Number>()) return Value(number->negated());
    if (const auto* duration = operand->get_if<Duration>()) return Value(duration->negated());
    return std::nullopt;
  }
  if (const auto* sum = std::get_if<Arithmetic>(&node)) {
    const auto lhs = constant_value(program, sum->lhs, level);
    const auto rhs = constant_value(program, sum->rhs, level);
    return lhs && rhs ? std::optional(arithmetic(sum->op, *lhs, *rhs)) : std::nullopt;
  }
  if (const auto* cases = std::get_if<ByLevel>(&node)) {
    std::optional<Value> found;
    for (const auto& at : cases->cases) {
      if (at.level <= level) found = constant_value(program, at.value, level);
    }
    return found;
  }
  if (const auto* written = std::get_if<ListOf>(&node)) {
    List list;
    for (const auto element : written->elements) {
      auto value = constant_value(program, element, level);
      if (!value) return std::nullopt;
      list.elements.push_back(std::move(*value));
    }
    return make_list(std::move(list));
  }
  return std::nullopt;
}

}  // namespace dengbao::model
