#include "explain/speaker.h"

// What risks, duties, providers and `passes` add to the words.
namespace dengbao::explain {

using namespace model;

auto Speaker::lowering(const Step& step, const std::vector<std::string>& name) const -> std::string {
  if (step.holds == Truth::yes) return say("lowered by \"{0}\"", "风险已由“{0}”降低", name);
  if (step.holds == Truth::no) return say("not lowered by \"{0}\"", "“{0}”不成立，风险未降低", name);
  return say("whether \"{0}\" lowers it is not known", "“{0}”是否成立、能否降低风险尚不明确", name);
}

// "30 days after date of decision of d1, 2026-01-30"
auto Speaker::counted_from(const Step& step) const -> std::string {
  const auto& duty = program_.requirements[proof_.requirement];
  const auto from = *step.expr;
  const auto held = eval(from, step.frame);
  const auto name = phrase(from, step.frame);
  const auto day = value(held, type(from));
  const bool plain = std::holds_alternative<FieldOf>(program_.exprs[from].node);
  const auto start = plain && held.is_value() ? say("{0}, {1}", "{0} {1}", {name, day}) : name;
  if (duty.every) {
    const auto period = value(eval(duty.every->period, step.frame), duration_type);
    if (period == "1 year") return say("every year after {0}", "", {start});
    return say("every {0} after {1}", "自{1}起每 {0}一次", {period, start});
  }
  if (!duty.due->distance) return name;
  const auto distance = value(eval(*duty.due->distance, step.frame), duration_type);
  return duty.due->before ? say("{0} before {1}", "{1}前 {0}", {distance, start})
                          : say("{0} after {1}", "{1}后 {0}", {distance, start});
}

auto Speaker::due(const Step& step) const -> std::string {
  const auto* day = step.value.get_if<Date>();
  if (step.holds == Truth::no) {
    return say("nothing is due: {0} does not exist", "无须完成：不存在{0}", {phrase(*step.expr, step.frame)});
  }
  if (day == nullptr) return say("when it is due is not known", "期限未知");
  const std::vector<std::string> args{value(step.value, date_type), counted_from(step)};
  // A fixed day speaks for itself.
  const auto& once = program_.requirements[proof_.requirement].due;
  if (once && !once->distance && std::holds_alternative<ParameterRef>(program_.exprs[*step.expr].node)) {
    return *day < proof_.settings->as_of ? say("was due on {0}", "期限为 {0}", {args.back()})
                                         : say("is due on {0}", "期限为 {0}", {args.back()});
  }
  return *day < proof_.settings->as_of ? say("was due on {0} ({1})", "期限为 {0}（{1}）", args)
                                       : say("is due on {0} ({1})", "期限为 {0}（{1}）", args);
}

auto Speaker::days(Date from, Date to) const -> std::string {
  const auto count = std::int64_t{to.days} - from.days;
  return say(count == 1 ? "{0} day" : "{0} days", "{0} 天", {std::to_string(count)});
}

auto Speaker::done_on(Date done, const eval::Timing& timing) const -> std::string {
  const std::vector<std::string> args{value(done, date_type), days(*timing.due, done)};
  if (done <= *timing.due) return say("done on {0}, in time", "已于 {0} 按期完成", args);
  if (timing.verdict == eval::Verdict::late) return say("done on {0}, {1} late", "于 {0} 完成，逾期 {1}", args);
  return say("done on {0}, {1} after that day, but before the next one", "于 {0} 完成，晚于该期限 {1}，但早于下一期限",
             args);
}

auto Speaker::done_in_words(const Step& step, const eval::Timing& timing) const -> std::string {
  const auto as_of = proof_.settings->as_of;
  const auto last = timing.done ? value(*timing.done, date_type) : "";
  switch (timing.verdict) {
    case eval::Verdict::in_time:
    case eval::Verdict::late:
      return done_on(*timing.done, timing);
    case eval::Verdict::overdue:
      return timing.done
                 ? say("last done on {0}; {1} overdue", "上次完成于 {0}；已逾期 {1}", {last, days(*timing.due, as_of)})
                 : say("never done; {0} overdue", "从未完成；已逾期 {0}", {days(*timing.due, as_of)});
    case eval::Verdict::not_yet_due:
      return as_of == *timing.due
                 ? say("not done yet, due today", "尚未完成，今日到期")
                 : say("not done yet; {0} left", "尚未完成；距期限还有 {0}", {days(as_of, *timing.due)});
    default:
      break;
  }
  if (timing.done) return say("done on {0}", "于 {0} 完成", {last});
  return step.holds == Truth::no ? say("not done", "尚未完成")
                                 : say("whether it was done is not known", "是否完成尚不明确");
}

auto Speaker::done(const Step& step) const -> std::string {
  const auto& timing = *proof_.subject.timing;
  auto words = done_in_words(step, timing);
  if (!timing.next || timing.next == timing.due) return words;
  return words + say("; next due on {0}", "；下次期限为 {0}", {value(*timing.next, date_type)});
}

// The provider's record, or what it is in the facts.
auto Speaker::provider_name(FrameId frame) const -> std::string {
  const auto provider = program_.requirements[proof_.requirement].provided_by->provider;
  const auto held = eval(provider, frame);
  return held.get_if<Row>() != nullptr ? value(held, type(provider)) : phrase(provider, frame);
}

auto Speaker::listed(const Step& step) const -> std::string {
  const std::vector<std::string> args{provider_name(step.frame)};
  if (step.holds == Truth::yes) return say("listed among what {0} provides", "已列入{0}所提供的内容", args);
  if (step.holds == Truth::no) return say("not listed among what {0} provides", "未列入{0}所提供的内容", args);
  return say("whether {0} provides it is not known", "{0}是否提供尚不明确", args);
}

auto Speaker::provider(const Step& step) const -> std::string {
  const std::vector<std::string> args{provider_name(step.frame)};
  if (step.holds == Truth::yes) return say("what {0} provides can be relied on", "{0}的测评结果可以采信", args);
  if (step.holds == Truth::no) return say("what {0} provides cannot be relied on", "{0}的测评结果不能采信", args);
  return say("whether {0} can be relied on is not known", "{0}的测评结果能否采信尚不明确", args);
}

// Working days of a year whose holidays nobody has listed; empty for anything else.
auto Speaker::no_calendar(const Step& step) const -> std::string {
  const auto* call = std::get_if<CallFunction>(&program_.exprs[*step.expr].node);
  const auto* unknown = step.value.get_if<Unknown>();
  const bool uncovered = unknown != nullptr && unknown->cause == Cause::out_of_range;
  if (call == nullptr || !call->function->name.starts_with("working-days") || !uncovered) return "";
  return say("{0}: no holidays are listed for a year that must be counted", "{0}：所数年份没有节假日安排",
             {phrase(*step.expr, step.frame)});
}

auto Speaker::passes(StepId id) const -> std::string {
  const auto& step = at(id);
  const auto& asked = node<Passes>(step);
  const auto verdict = eval::verdict_words(step.verdict.value_or(eval::Verdict::undecided)).in(lang_);
  const auto& title = program_.requirements[asked.requirement].title;
  const auto* row = step.value.get_if<Row>();
  const auto about = asked.subject    ? phrase(*asked.subject, step.frame)
                     : row != nullptr ? value(step.value, {Kind::record, false, row->record.index})
                                      : "";
  auto words = !about.empty() ? say("\"{0}\" for {2}: {1}", "“{0}”对{2}的判定：{1}", {title.in(lang_), verdict, about})
                              : say("\"{0}\": {1}", "“{0}”的判定：{1}", {title.in(lang_), verdict});
  if (standing(id) != Standing::bad) return words;
  return words + (step.holds == Truth::no ? say(", must pass", "，应为符合") : say(", must not pass", "，不应符合"));
}

}  // namespace dengbao::explain
