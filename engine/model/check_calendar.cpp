#include "model/check_expr.h"
#include "value/functions.h"

// Working days, which only a calendar of holidays can count.
namespace dengbao::model {

auto ExprChecker::calendar(const syntax::Expr& expr, std::string_view parameter) -> Result {
  const Type dates{Kind::date, true, 0};
  const auto found = c_.find(scope_.unit, {std::string(parameter), expr.span});
  if (found && found->what == Declared::What::parameter) {
    const ParameterId id{found->index};
    if (c_.program.parameters[id].type == dates) return c_.add_expr(expr.span, dates, ParameterRef{id});
  }
  auto report = c_.sink.report(Code::no_calendar, expr.span, parameter);
  if (found) report.label(found->span, say("this is something else", "此处声明的并非日期列表参数"));
  if (const auto module = c_.hidden_in(scope_.unit, parameter); !found && !module.empty()) {
    report.help(say("it is declared in `{0}`; write `use {0}`", "它声明于 `{0}`；请写 `use {0}`", module));
  }
  return std::nullopt;
}

auto ExprChecker::working_days(const syntax::Expr& expr, const syntax::WorkingDays& distance, syntax::ExprId start,
                               bool back) -> Result {
  const auto from = check_as(start, date_type);
  const auto off = calendar(expr, "holidays");
  const auto worked = calendar(expr, "make-up-days");
  if (!from || !off || !worked) return std::nullopt;
  const auto count = c_.add_expr(expr.span, number_type, Constant{distance.count});
  const auto* function = find_function(back ? "working-days-before" : "working-days-after");
  return c_.add_expr(expr.span, date_type, CallFunction{function, {*from, count, *off, *worked}});
}

}  // namespace dengbao::model
