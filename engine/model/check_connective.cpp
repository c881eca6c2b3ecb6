#include "model/check_expr.h"

// The way into an expression; connectives and arithmetic.
namespace dengbao::model {

auto ExprChecker::check(syntax::ExprId id, std::optional<Type> expected) -> Result {
  namespace s = syntax;
  const auto& expr = file_.exprs[id];
  return std::visit(Overloaded{
                        [&](const s::NumberLiteral& n) { return number(expr, n); },
                        [&](const s::TextLiteral& n) { return text(expr, n, expected); },
                        [&](const s::DateLiteral& n) { return constant(expr, date_type, n.date); },
                        [&](const s::DurationLiteral& n) { return constant(expr, duration_type, n.duration); },
                        [&](const s::WorkingDays&) -> Result {
                          c_.sink.report(Code::working_days_misplaced, expr.span);
                          return std::nullopt;
                        },
                        [&](const s::TruthLiteral& n) { return constant(expr, truth_type, n.value); },
                        [&](const s::LevelNow&) -> Result { return c_.add_expr(expr.span, number_type, LevelNow{}); },
                        [&](const s::NameRef& n) { return name(expr, n, expected); },
                        [&](const s::FieldAccess& n) { return field(expr, n); },
                        [&](const s::Call& n) { return call(expr, n); },
                        [&](const s::Not& n) { return negation(expr, n); },
                        [&](const s::Negate& n) { return negative(expr, n); },
                        [&](const s::And& n) { return connective<And>(expr, n); },
                        [&](const s::Or& n) { return connective<Or>(expr, n); },
                        [&](const s::Implies& n) { return implication(expr, n); },
                        [&](const s::Choose& n) { return choose(expr, n, expected); },
                        [&](const s::Compare& n) { return compare(expr, n.op, n.lhs, n.rhs); },
                        [&](const s::Arithmetic& n) { return arithmetic(expr, n); },
                        [&](const s::Is& n) {
                          return compare(expr, n.negated ? CompareOp::not_equal : CompareOp::equal, n.lhs, n.rhs);
                        },
                        [&](const s::IsOneOf& n) { return one_of(expr, n); },
                        [&](const s::IsEmpty& n) { return empty(expr, n); },
                        [&](const s::IsKnown& n) { return known(expr, n); },
                        [&](const s::In& n) { return in(expr, n); },
                        [&](const s::TextRelation& n) { return text_relation(expr, n); },
                        [&](const s::Matches& n) { return matches(expr, n); },
                        [&](const s::NamesA& n) { return names_a(expr, n); },
                        [&](const s::TimeRelation& n) { return time_relation(expr, n); },
                        [&](const s::Quantifier& n) { return quantifier(expr, n); },
                        [&](const s::Select& n) { return select(expr, n); },
                        [&](const s::RowsOf& n) { return rows(expr, n); },
                        [&](const s::Map& n) { return map(expr, n); },
                        [&](const s::Aggregate& n) { return aggregate(expr, n); },
                        [&](const s::ByLevel& n) { return by_level(expr, n, expected); },
                        [&](const s::Group& n) { return group(expr, n, expected); },
                    },
                    expr.node);
}

auto ExprChecker::check_as(syntax::ExprId id, Type wanted) -> Result {
  const auto found = check(id, wanted);
  if (!found || type(*found) == wanted) return found;
  if (wanted.list && type(*found) == wanted.element() && file_.exprs[id].parenthesised) {
    return c_.add_expr(span(id), wanted, ListOf{{*found}});  // `(a)`: a list of one
  }
  if (type(*found).list && !wanted.list) {
    c_.sink.report(Code::list_unexpected, span(id), c_.program.type_words(type(*found)));
  } else {
    mismatch(span(id), c_.program.type_words(wanted), type(*found));
  }
  return std::nullopt;
}

auto ExprChecker::check_where(syntax::ExprId id) -> Result {
  const bool before = std::exchange(known_allowed_, true);
  const auto found = check_as(id, truth_type);
  known_allowed_ = before;
  return found;
}

template <typename Made, typename Node>
auto ExprChecker::connective(const syntax::Expr& expr, const Node& node) -> Result {
  Made made;
  bool sound = true;
  for (const auto operand : node.operands) {
    const auto checked = check_as(operand, truth_type);
    sound = sound && checked.has_value();
    if (checked) made.operands.push_back(*checked);
  }
  if (!sound) return std::nullopt;
  return c_.add_expr(expr.span, truth_type, std::move(made));
}

auto ExprChecker::negation(const syntax::Expr& expr, const syntax::Not& node) -> Result {
  const auto operand = check_as(node.operand, truth_type);
  if (!operand) return std::nullopt;
  return c_.add_expr(expr.span, truth_type, Not{*operand});
}

auto ExprChecker::implication(const syntax::Expr& expr, const syntax::Implies& node) -> Result {
  const auto condition = check_as(node.condition, truth_type);
  const auto consequence = check_as(node.consequence, truth_type);
  if (!condition || !consequence) return std::nullopt;
  return c_.add_expr(expr.span, truth_type, Implies{*condition, *consequence});
}

auto ExprChecker::choose(const syntax::Expr& expr, const syntax::Choose& node, std::optional<Type> expected) -> Result {
  Choose made;
  std::optional<Type> common = expected;
  bool sound = true;
  const auto value = [&](syntax::ExprId id) -> Result {
    const auto checked = check(id, common);
    if (!checked) return std::nullopt;
    if (common && type(*checked) != *common) {
      c_.sink.report(Code::choose_types, span(id), c_.program.type_words(*common),
                     c_.program.type_words(type(*checked)));
      return std::nullopt;
    }
    common = type(*checked);
    return checked;
  };
  for (const auto& written : node.cases) {
    const auto condition = check_as(written.condition, truth_type);
    const auto result = value(written.value);
    sound = sound && condition && result;
    if (condition && result) made.cases.push_back({*condition, *result});
  }
  const auto otherwise = value(node.otherwise);
  if (!sound || !otherwise) return std::nullopt;
  made.otherwise = *otherwise;
  return c_.add_expr(expr.span, *common, std::move(made));
}

auto ExprChecker::negative(const syntax::Expr& expr, const syntax::Negate& node) -> Result {
  const auto operand = one_value(node.operand);
  if (!operand) return std::nullopt;
  if (type(*operand) != number_type && type(*operand) != duration_type) {
    mismatch(span(node.operand), say("a number or a duration", "数字或时长"), type(*operand));
    return std::nullopt;
  }
  return c_.add_expr(expr.span, type(*operand), Negate{*operand});
}

namespace {

// The type of `a op b`, or nothing where the two cannot be put together so.
auto arithmetic_type(ArithmeticOp op, Type a, Type b) -> std::optional<Type> {
  const bool sum = op == ArithmeticOp::add || op == ArithmeticOp::subtract;
  if (a == number_type && b == number_type) return number_type;
  if (sum && a == duration_type && b == duration_type) return duration_type;
  if (sum && (a.kind == Kind::date || a.kind == Kind::instant) && b == duration_type) return a;
  if (op == ArithmeticOp::subtract && a == date_type && b == date_type) return duration_type;
  return std::nullopt;
}

}  // namespace

auto ExprChecker::arithmetic(const syntax::Expr& expr, const syntax::Arithmetic& node) -> Result {
  const auto* distance = std::get_if<syntax::WorkingDays>(&file_.exprs[node.rhs].node);
  if (distance != nullptr && (node.op == ArithmeticOp::add || node.op == ArithmeticOp::subtract)) {
    return working_days(expr, *distance, node.lhs, node.op == ArithmeticOp::subtract);
  }
  const auto lhs = one_value(node.lhs);
  const auto rhs = one_value(node.rhs);
  if (!lhs || !rhs) return std::nullopt;
  const auto result = arithmetic_type(node.op, type(*lhs), type(*rhs));
  if (!result) {
    mismatch(span(node.rhs),
             say("a value that can be reckoned with {}", "可与{}运算的值", c_.program.type_words(type(*lhs))),
             type(*rhs));
    return std::nullopt;
  }
  return c_.add_expr(expr.span, *result, Arithmetic{node.op, *lhs, *rhs});
}

auto ExprChecker::by_level(const syntax::Expr& expr, const syntax::ByLevel& node, std::optional<Type> expected)
    -> Result {
  ByLevel made;
  std::optional<Type> common = expected;
  bool sound = true;
  for (const auto& written : node.cases) {
    const auto& scheme = c_.program.scheme;
    if (written.level < scheme.lowest || written.level > scheme.highest) {
      c_.sink.report(Code::level_outside_scheme, written.span, written.level, scheme.lowest, scheme.highest);
    }
    if (!made.cases.empty() && written.level <= made.cases.back().level) {
      c_.sink.report(Code::by_level_order, written.span);
    }
    const auto value = common && !made.cases.empty() ? check_as(written.value, *common) : check(written.value, common);
    sound = sound && value.has_value();
    if (!value) continue;
    common = type(*value);
    made.cases.push_back({written.level, *value});
  }
  if (!sound || made.cases.empty()) return std::nullopt;
  return c_.add_expr(expr.span, *common, std::move(made));
}

}  // namespace dengbao::model
