#include "model/check_expr.h"
#include "model/children.h"

namespace dengbao::model {
namespace {

// A default is made of literals, `level`, `by level` and arithmetic.
auto is_constant(const Program& program, ExprId id) -> bool {
  const auto all = [&](const auto& ids) {
    for (const auto part : ids) {
      if (!is_constant(program, part)) return false;
    }
    return true;
  };
  const auto& node = program.exprs[id].node;
  if (std::holds_alternative<Constant>(node) || std::holds_alternative<LevelNow>(node)) return true;
  if (const auto* negate = std::get_if<Negate>(&node)) return is_constant(program, negate->operand);
  if (const auto* sum = std::get_if<Arithmetic>(&node)) return all(std::vector{sum->lhs, sum->rhs});
  if (const auto* list = std::get_if<ListOf>(&node)) return all(list->elements);
  if (const auto* cases = std::get_if<ByLevel>(&node)) {
    for (const auto& at : cases->cases) {
      if (!is_constant(program, at.value)) return false;
    }
    return true;
  }
  return false;
}

auto calls_relation(const Program& program, ExprId id) -> bool {
  const auto& node = program.exprs[id].node;
  if (std::holds_alternative<CallRelation>(node)) return true;
  for (const auto part : children(node)) {
    if (calls_relation(program, part)) return true;
  }
  return false;
}

void check_default_in_bounds(Compilation& c, const Parameter& parameter, Span span) {
  const auto& scheme = c.program.scheme;
  for (auto level = scheme.lowest; level <= scheme.highest; ++level) {
    const auto value = constant_value(c.program, parameter.value, level);
    for (const auto& bound : parameter.bounds) {
      const auto limit = constant_value(c.program, bound.value, level);
      const auto op = bound.at_least ? CompareOp::greater_equal : CompareOp::less_equal;
      if (!value || !limit || compare(op, *value, *limit) != Truth::no) continue;
      const Localised shown{c.program.value_words(*value, parameter.type, Lang::en),
                            c.program.value_words(*value, parameter.type, Lang::zh)};
      c.sink.report(Code::parameter_out_of_bounds, span, shown, parameter.name);
      return;
    }
  }
}

void check_parameter(Compilation& c, ParameterId id, const PendingParameter& pending) {
  const auto& written = *pending.syntax;
  const auto& file = *c.units[pending.unit].file;
  const auto type = resolve_type(c, pending.unit, written.type, words_of(written.says));
  if (!type) return;
  c.program.parameters[id].type = type->type;
  Scope scope;
  scope.unit = pending.unit;
  ExprChecker checker(c, file, scope);
  const auto span = file.exprs[written.value].span;
  const auto value = constant_expr(c, checker, written.value, type->type, span);
  std::vector<ParameterBound> bounds;
  for (const auto& bound : written.bounds) {
    if (type->type.list || !ordered(type->type.kind)) {
      c.sink.report(Code::not_ordered, bound.span, c.program.type_words(type->type));
    } else if (const auto limit = constant_expr(c, checker, bound.value, type->type, bound.span)) {
      bounds.push_back({bound.at_least, *limit});
    }
  }
  if (!value) return;
  auto& parameter = c.program.parameters[id];
  parameter.value = *value;
  parameter.bounds = std::move(bounds);
  parameter.says = written.says ? written.says->words : Localised{parameter.name, parameter.name};
  parameter.because = words_of(written.because);
  check_default_in_bounds(c, parameter, span);
}

}  // namespace

auto constant_expr(Compilation& c, ExprChecker& checker, syntax::ExprId written, Type type, Span span)
    -> std::optional<ExprId> {
  const auto value = checker.check_as(written, type);
  if (value && calls_relation(c.program, *value)) {
    c.sink.report(Code::relation_in_parameter, span);
    return std::nullopt;
  }
  if (value && !is_constant(c.program, *value)) {
    c.sink.report(Code::parameter_not_constant, span)
        .help(say("write literals, `by level (…)` and arithmetic", "只能用字面值、`按级别 (…)` 和算术运算"));
    return std::nullopt;
  }
  return value;
}

void check_parameters(Compilation& c) {
  for (std::uint32_t i = 0; i < c.parameters.size(); ++i) check_parameter(c, {i}, c.parameters[i]);
}

}  // namespace dengbao::model
