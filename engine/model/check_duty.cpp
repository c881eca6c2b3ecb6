#include "model/check_rules.h"

namespace dengbao::model {
namespace {

class DutyChecker {
 public:
  DutyChecker(Compilation& c, ExprChecker& checker, const syntax::Requirement& written, Requirement& duty)
      : c_(c), checker_(checker), written_(written), duty_(duty) {}

  void run() {
    if (!written_.due && !written_.every) c_.sink.report(Code::duty_without_date, duty_.span, duty_.name);
    if (written_.due && written_.every) {
      c_.sink.report(Code::duty_due_and_every, written_.every->span, duty_.name)
          .label(written_.due->span, say("the other one", "另一处"));
    }
    if (written_.due) check_due(*written_.due);
    if (written_.every) check_every(*written_.every);
    check_done();
  }

 private:
  // Working days are counted into the date.
  void check_due(const syntax::Due& due) {
    const auto& exprs = c_.units[checker_.unit()].file->exprs;
    if (due.distance) {
      const auto& distance = exprs[*due.distance];
      if (const auto* days = std::get_if<syntax::WorkingDays>(&distance.node)) {
        if (const auto date = checker_.working_days(distance, *days, due.date, due.before)) {
          duty_.due = Due{*date, std::nullopt, due.before};
        }
        return;
      }
    }
    const auto date = checker_.check_as(due.date, date_type);
    std::optional<ExprId> distance;
    if (due.distance) distance = checker_.check_as(*due.distance, duration_type);
    if (date && (distance || !due.distance)) duty_.due = Due{*date, distance, due.before};
  }

  void check_every(const syntax::Recurrence& every) {
    const auto period = checker_.check_as(every.period, duration_type);
    const auto start = checker_.check_as(every.start, date_type);
    if (!period || !start) return;
    duty_.every = Recurrence{*period, *start};
    check_period(*period);
  }

  // Where the period is a figure of the policy it must be one that can be counted.
  void check_period(ExprId period) {
    constexpr std::int64_t day = 86'400;
    const auto* parameter = std::get_if<ParameterRef>(&c_.program.exprs[period].node);
    const auto figure = parameter != nullptr ? c_.program.parameters[parameter->parameter].value : period;
    for (const auto level : duty_.levels) {
      const auto value = constant_value(c_.program, figure, level);
      const auto* length = value ? value->get_if<Duration>() : nullptr;
      if (length == nullptr) continue;
      if (length->months >= 0 && length->seconds >= 0 && length->comparable_seconds() >= day) continue;
      c_.sink.report(Code::duty_period, c_.program.exprs[period].span);
      return;
    }
  }

  void check_done() {
    if (!written_.done_on) {
      c_.sink.report(Code::duty_without_done, duty_.span, duty_.name);
      return;
    }
    const auto done = checker_.check(*written_.done_on, date_type);
    if (!done) return;
    const auto& [span, type, node] = c_.program.exprs[*done];
    if (type.kind == Kind::date) {
      duty_.done_on = done;
    } else {
      c_.sink.report(Code::type_mismatch, span, say("a date or a list of dates", "日期或日期列表"),
                     c_.program.type_words(type));
    }
  }

  Compilation& c_;
  ExprChecker& checker_;
  const syntax::Requirement& written_;
  Requirement& duty_;
};

}  // namespace

void check_duty(Compilation& c, ExprChecker& checker, const syntax::Requirement& written, Requirement& requirement) {
  DutyChecker(c, checker, written, requirement).run();
}

}  // namespace dengbao::model
