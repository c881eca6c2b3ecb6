#include "assess/calendar/calendar.h"

namespace dengbao::assess {

auto appointment_of(const explain::JudgedSubject& subject) -> std::optional<Appointment> {
  const auto timing = subject.timing.value_or(eval::Timing{});
  switch (subject.verdict) {
    case eval::Verdict::overdue:
      return Appointment{Stage::overdue, timing.due};
    case eval::Verdict::undecided:
      return Appointment{Stage::open, timing.due};
    case eval::Verdict::not_yet_due:
      return Appointment{Stage::coming, timing.due};
    case eval::Verdict::in_time:
    case eval::Verdict::late:
      return timing.next ? Appointment{Stage::coming, timing.next} : Appointment{Stage::done, timing.due};
    default:
      return std::nullopt;
  }
}

auto judge_duties(const eval::Plan& plan, const facts::Facts& facts, const eval::Settings& settings) -> Assessment {
  const auto& program = *plan.program;
  Assessment assessment;
  assessment.level = eval::level_text(program, settings);
  assessment.as_of = settings.as_of;
  auto ids = select(program, settings, {});
  std::erase_if(ids, [&](model::RequirementId id) { return program.requirements[id].kind != model::RuleKind::duty; });
  assessment.duties = eval::judge(plan, facts, settings, ids, eval::Keep::all);
  return assessment;
}

}  // namespace dengbao::assess
