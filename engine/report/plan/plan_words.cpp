#include <fmt/format.h>

#include <algorithm>

#include "report/outcomes.h"
#include "report/plan/plan_report.h"

namespace dengbao::report {
namespace {

// To two places, as outcomes are shown.
auto two_places(const Number& number) -> std::string { return fmt::format("{:.2f}", std::stod(number.to_string())); }

}  // namespace

auto work_number(std::int64_t thousandths) -> Number {
  return Number(thousandths).divided_by(Number(1000)).value_or(Number());
}

auto work_words(const Context& context, const PlanReport& report, std::int64_t thousandths) -> std::string {
  const auto number = work_number(thousandths).to_string();
  switch (report.unit) {
    case WorkUnit::days:
      return fmt::format(fmt::runtime(in(context, "{} days", "{} 人日")), number);
    case WorkUnit::money:
      return fmt::format(fmt::runtime(in(context, "cost {}", "费用 {}")), number);
    case WorkUnit::pieces:
      break;
  }
  return fmt::format(fmt::runtime(in(context, number == "1" ? "{} measure" : "{} measures", "{} 项措施")), number);
}

auto aim_words(const Context& context, const PlanReport& report) -> std::string {
  std::string words;
  const auto add = [&](const std::string& more) { words += (words.empty() ? "" : in(context, "; ", "；")) + more; };
  if (report.aim.all) add(in(context, "nothing falls short any more", "不再有任何不符合项"));
  if (report.aim.no_high_risk) add(in(context, "no high risk", "没有高风险"));
  if (report.aim.outcome) {
    add(fmt::format(fmt::runtime(in(context, "{} at least {}", "{}不低于 {}")),
                    context.program.outcomes[*report.aim.outcome].title.in(context.lang),
                    report.aim.at_least.to_string()));
  }
  return words;
}

auto reach_words(const Context& context, const PlanReport& report) -> std::string {
  using enum assess::Reach;
  switch (report.plan.reach) {
    case already:
      return in(context, "The aim is reached already: nothing has to be done.", "目标已达到，无需整改。");
    case promised:
      return in(context, "The plan reaches the aim: the facts with its patch were assessed so.",
                "按计划整改后可达到目标：已对应用补丁后的事实重新评估。");
    case undecided:
      if (assess::reaches(report.plan.promised, report.aim) && report.plan.waves.empty()) {
        return in(context,
                  "Nothing that is known stands between here and the aim; what is not known yet still may. Answer the "
                  "questions.",
                  "已知事实均不妨碍达到目标；尚未判定的事实仍可能改变结果，请回答下列问题。");
      }
      if (assess::reaches(report.plan.promised, report.aim)) {
        return in(context,
                  "Once this is done, nothing that is known stands between here and the aim; what is not known yet "
                  "still may. Answer the questions.",
                  "按计划整改后，已知事实均不妨碍达到目标；尚未判定的事实仍可能改变结果，请回答下列问题。");
      }
      return in(context,
                "Nothing that was found reaches the aim for certain: that depends on what is not known yet. Answer the "
                "questions.",
                "已找到的措施不能确保达到目标，结果取决于尚未判定的事实，请回答下列问题。");
    case with_people:
      return in(context,
                "The plan reaches the aim once the work for people is done as well, which no evaluation can promise; "
                "what the patch alone reaches is told beside it.",
                "完成其中的人工整改后可达到目标；人工整改无法试算，仅应用补丁的结果另行列出。");
    case not_reached:
      break;
  }
  return in(context,
            "Nothing that was found reaches the aim. The plan goes as far as can be; what is in the way is listed.",
            "已找到的措施不足以达到目标。本计划已尽可能接近目标，障碍见下。");
}

auto proof_words(const Context& context, const PlanReport& report) -> std::string {
  const auto& plan = report.plan;
  if (plan.waves.empty()) return {};
  auto words = plan.work <= plan.at_least
                   ? in(context, "Least work by the estimate, proved; checked by evaluation.",
                        "按估算为最小工作量（已证明），并经评估核对。")
                   : fmt::format(fmt::runtime(in(context,
                                                 "Checked by evaluation; by the estimate nothing that reaches as far "
                                                 "takes less than {}, this takes {}.",
                                                 "经评估核对；按估算，达到同样效果至少需要 {}，本计划为 {}。")),
                                 work_words(context, report, plan.at_least), work_words(context, report, plan.work));
  if (plan.gently)
    words += in(context, " What breaks something is planned only where nothing else will do.",
                "仅在别无他法时才采用会新增不符合的措施。");
  if (plan.minimal)
    words += in(context, " Tried: none of its measures can be left out.", "经试算，其中任何一项都不可省略。");
  return words;
}

auto unit_words(const Context& context, const PlanReport& report) -> std::string {
  if (report.unit == WorkUnit::pieces) {
    return in(context, "Work: no estimates were given (--costs FILE), so each measure counts as one.",
              "工作量：未提供估算（--costs FILE），每项措施计为 1。");
  }
  const auto without = report.order.size() - report.estimated;
  const auto rest = report.unit == WorkUnit::days ? in(context, "1 day", "1 人日")
                                                  : in(context, "the mean of the others", "其余各项的平均值");
  return fmt::format(
      fmt::runtime(in(context,
                      "Work: each measure has its share of the estimates of the rules that it serves; {} "
                      "of {} measures have none and count as {}.",
                      "工作量：每项措施按其对应要求的估算分摊；{1} 项措施中 {0} 项没有估算，按{2}计。")),
      without, report.order.size(), rest);
}

auto broken_words(const Context& context, const PlanReport& report) -> std::string {
  std::vector<std::string> names;
  for (const auto& one : report.plan.broken) {
    const auto& rule = context.program.requirements[one.rule];
    names.push_back(one.subject.empty() ? rule.name : rule.name + " · " + one.subject);
  }
  if (names.empty()) return {};
  constexpr std::size_t most = 5;
  return some_names(context, names, most) +
         in(context, " — as they are now these do not fall short", "（目前并无不符合）");
}

auto outcome_range(const Context& context, const PlanReport& report, const assess::Position& position) -> std::string {
  for (const auto& result : position.outcomes) {
    if (report.outcome && result.outcome == *report.outcome) return outcome_words(context, result);
  }
  return {};
}

auto plan_size_words(const Context& context, const PlanReport& report) -> std::string {
  const auto measures = report.order.size();
  const auto waves = report.plan.waves.size();
  const auto words = fmt::format(fmt::runtime(in(context,
                                                 measures == 1 ? "{} measure in {} wave"
                                                 : waves == 1  ? "{} measures in {} wave"
                                                               : "{} measures in {} waves",
                                                 "{} 项措施，分 {} 期")),
                                 measures, waves);
  return report.unit == WorkUnit::pieces
             ? words
             : words + in(context, ", ", "，") + work_words(context, report, report.plan.work);
}

auto conclusion_words(const Context& context, const assess::Position& position) -> std::string {
  for (const auto& result : position.outcomes) {
    if (context.program.outcomes[result.outcome].name == "conclusion") return outcome_words(context, result);
  }
  return {};
}

auto gain_words(const PlanReport& report, assess::ActionId measure) -> std::string {
  const auto& gain = report.plan.alone[measure].gain;
  if (!gain || *gain == Number()) return {};
  return (*gain > Number() ? "+" : "") + two_places(*gain);
}

}  // namespace dengbao::report
