#include <algorithm>

#include "model/aliases.h"
#include "model/check_expr.h"

// Variables over lists, aggregates and calls.
namespace dengbao::model {

auto ExprChecker::list_of_subjects(syntax::ExprId id) -> Result {
  const auto list = check(id);
  if (!list || type(*list).list) return list;
  c_.sink.report(Code::not_a_list, span(id), c_.program.type_words(type(*list)));
  return std::nullopt;
}

auto ExprChecker::declare(const syntax::Name& name, Type element) -> std::optional<Slot> {
  for (const auto& variable : scope_.variables) {
    if (variable.name != name.text) continue;
    c_.sink.report(Code::variable_shadows, name.span, name.text)
        .label(variable.span, say("the other meaning", "另一含义"));
    return std::nullopt;
  }
  if (builtin_name(name.text) == "as_of" || name.text == c_.root_name) {
    c_.sink.report(Code::variable_shadows, name.span, name.text);
    return std::nullopt;
  }
  if (const auto other = c_.find(scope_.unit, name)) {
    c_.sink.report(Code::variable_shadows, name.span, name.text)
        .label(other->span, say("the other meaning", "另一含义"));
    return std::nullopt;
  }
  return scope_.declare(name.text, element, name.span);
}

auto ExprChecker::quantifier(const syntax::Expr& expr, const syntax::Quantifier& node) -> Result {
  Quantifier made;
  made.kind = node.kind;
  bool sound = true;
  if (node.bound) {
    made.bound = check_as(*node.bound, number_type);
    sound = made.bound.has_value();
  }
  const auto list = list_of_subjects(node.list);
  if (!list) return std::nullopt;
  const auto slot = declare(node.variable, type(*list).element());
  if (!slot) return std::nullopt;
  if (node.where) {
    made.where = check_where(*node.where);
    sound = sound && made.where.has_value();
  }
  const auto body = check_as(node.body, truth_type);
  forget_last();
  if (!sound || !body) return std::nullopt;
  made.variable = *slot;
  made.list = *list;
  made.body = *body;
  return c_.add_expr(expr.span, truth_type, made);
}

auto ExprChecker::select(const syntax::Expr& expr, const syntax::Select& node) -> Result {
  const auto list = list_of_subjects(node.list);
  if (!list) return std::nullopt;
  const auto slot = declare(node.variable, type(*list).element());
  if (!slot) return std::nullopt;
  const auto where = check_where(node.where);
  forget_last();
  if (!where) return std::nullopt;
  return c_.add_expr(expr.span, type(*list), Select{*slot, *list, *where});
}

auto ExprChecker::rows(const syntax::Expr& expr, const syntax::RowsOf& node) -> Result {
  const syntax::TypeExpr written{syntax::TypeExpr::Form::named, node.record, {}, {}, node.record.span};
  const auto resolved = resolve_type(c_, scope_.unit, written, {});
  if (!resolved) return std::nullopt;
  if (resolved->type.kind != Kind::record) {
    c_.sink.report(Code::ref_to_non_record, node.record.span, node.record.text());
    return std::nullopt;
  }
  return c_.add_expr(expr.span, resolved->type.list_of(), RowsOf{resolved->type.record()});
}

auto ExprChecker::map(const syntax::Expr& expr, const syntax::Map& node) -> Result {
  const auto list = list_of_subjects(node.list);
  if (!list) return std::nullopt;
  const auto slot = declare(node.variable, type(*list).element());
  if (!slot) return std::nullopt;
  Map made{{}, *slot, *list, {}};
  bool sound = true;
  if (node.where) {
    made.where = check_where(*node.where);
    sound = made.where.has_value();
  }
  const auto element = check(node.element);
  forget_last();
  if (!sound || !element) return std::nullopt;
  if (type(*element).list) {
    c_.sink.report(Code::nested_list, span(node.element));
    return std::nullopt;
  }
  made.element = *element;
  return c_.add_expr(expr.span, type(*element).list_of(), made);
}

auto ExprChecker::aggregate(const syntax::Expr& expr, const syntax::Aggregate& node) -> Result {
  const auto operand = list_of_subjects(node.operand);
  if (!operand) return std::nullopt;
  const auto element = type(*operand).element();
  Aggregate made{node.kind, *operand, {}};
  if (node.kind == AggregateKind::count) return c_.add_expr(expr.span, number_type, made);
  if (node.kind == AggregateKind::values) return c_.add_expr(expr.span, type(*operand), made);
  const bool sound =
      node.kind == AggregateKind::sum ? element == number_type || element == duration_type : ordered(element.kind);
  if (!sound) {
    mismatch(span(node.operand),
             node.kind == AggregateKind::sum ? say("a list of numbers or durations", "数字或时长列表")
                                             : say("a list of values that have an order", "有大小之分的值的列表"),
             type(*operand));
    return std::nullopt;
  }
  if (node.if_none) {
    made.if_none = check_as(*node.if_none, element);
    if (!made.if_none) return std::nullopt;
  }
  return c_.add_expr(expr.span, element, made);
}

auto ExprChecker::call(const syntax::Expr& expr, const syntax::Call& node) -> Result {
  if (const auto found = c_.find(scope_.unit, node.function)) {
    if (found->what == Declared::What::definition) return call_definition(expr, node, {found->index});
    if (found->what == Declared::What::relation) return call_relation(expr, node, {found->index});
    if (found->what == Declared::What::table) return call_table(expr, node, {found->index});
    c_.sink.report(Code::not_a_function, node.function.span, node.function.text)
        .label(found->span, say("this is {}", "此为{}", what_words(found->what)));
    return std::nullopt;
  }
  if (builtin_name(node.function.text) == "distinct") return distinct(expr, node);
  if (node.function.text == "passes" || node.function.text == "符合") return passes(expr, node);
  if (const auto* function = find_function(builtin_name(node.function.text)))
    return call_function(expr, node, *function);
  auto report = c_.sink.report(Code::unknown_name, node.function.span, node.function.text);
  if (const auto module = c_.hidden_in(scope_.unit, node.function.text); !module.empty()) {
    report.help(say("it is declared in `{0}`; write `use {0}`", "它声明于 `{0}`；请写 `使用 {0}`", module));
    return std::nullopt;
  }
  auto candidates = c_.visible_names(scope_.unit);
  candidates.emplace_back("distinct");
  candidates.emplace_back("passes");
  for (const auto& function : functions()) candidates.emplace_back(function.name);
  report.did_you_mean(node.function.text, candidates);
  return std::nullopt;
}

auto ExprChecker::arguments(const syntax::Expr& expr, const syntax::Call& node, const std::vector<Type>& types)
    -> std::optional<std::vector<ExprId>> {
  if (node.arguments.size() != types.size()) {
    c_.sink.report(Code::wrong_argument_count, expr.span, node.function.text, types.size(), node.arguments.size());
    return std::nullopt;
  }
  std::vector<ExprId> checked;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (const auto argument = check_as(node.arguments[i], types[i])) checked.push_back(*argument);
  }
  if (checked.size() != types.size()) return std::nullopt;
  return checked;
}

auto ExprChecker::call_definition(const syntax::Expr& expr, const syntax::Call& node, DefinitionId id) -> Result {
  auto checked = arguments(expr, node, c_.program.definitions[id].formal_types);
  if (!checked) return std::nullopt;
  return c_.add_expr(expr.span, c_.program.definitions[id].result, CallDefinition{id, std::move(*checked)});
}

auto ExprChecker::call_relation(const syntax::Expr& expr, const syntax::Call& node, RelationId id) -> Result {
  auto checked = arguments(expr, node, c_.program.relations[id].formal_types);
  if (!checked) return std::nullopt;
  return c_.add_expr(expr.span, truth_type, CallRelation{id, std::move(*checked)});
}

auto ExprChecker::call_table(const syntax::Expr& expr, const syntax::Call& node, TableId id) -> Result {
  auto checked = arguments(expr, node, c_.program.tables[id].formal_types);
  if (!checked) return std::nullopt;
  return c_.add_expr(expr.span, c_.program.tables[id].result, CallTable{id, std::move(*checked)});
}

auto ExprChecker::call_function(const syntax::Expr& expr, const syntax::Call& node, const Function& function)
    -> Result {
  auto checked = arguments(expr, node, function.parameters);
  if (!checked) return std::nullopt;
  return c_.add_expr(expr.span, function.result, CallFunction{&function, std::move(*checked)});
}

auto ExprChecker::distinct(const syntax::Expr& expr, const syntax::Call& node) -> Result {
  if (node.arguments.size() != 1) {
    c_.sink.report(Code::wrong_argument_count, expr.span, node.function.text, 1, node.arguments.size());
    return std::nullopt;
  }
  const auto operand = list_of_subjects(node.arguments.front());
  if (!operand) return std::nullopt;
  return c_.add_expr(expr.span, truth_type, Distinct{*operand});
}

}  // namespace dengbao::model
