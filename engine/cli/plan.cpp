#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/assess_options.h"
#include "cli/commands.h"
#include "cli/costs_file.h"
#include "cli/options.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "report/plan/plan_forms.h"

namespace dengbao::cli {
namespace {

constexpr auto plan_example_en = R"(
Example:
  dengbao plan shop.json --level 3
  dengbao plan shop.json --level 3 --aim no-high-risk --aim score=80 --costs costs.csv
  dengbao plan shop.json --level 3 --aim 90 --format patch -o plan.patch.json
  dengbao assess shop.json --level 3 --patch plan.patch.json

Aims: no-high-risk, score=N (or another number that the policies conclude), all. Without any: no-high-risk. Costs are a
CSV file: requirement,effort_days,cost. --format patch is what the plan's promise rests on.
Exit status: 0 the plan reaches the aim, as evaluated, 1 it does not, or only with work that no evaluation can promise,
2 undecided facts stand between, 3 the input is at fault)";
constexpr auto plan_example_zh = R"(
示例：
  dengbao plan shop.json --level 3 --lang zh
  dengbao plan shop.json --level 3 --lang zh --aim no-high-risk --aim score=80 --costs 成本.csv
  dengbao plan shop.json --level 3 --aim 90 --format patch -o 整改补丁.json
  dengbao assess shop.json --level 3 --patch 整改补丁.json

目标：no-high-risk（没有高风险）、score=N（或策略给出的其他数值结论）、all（全部整改）；缺省为 no-high-risk。成本文件为
CSV：requirement,effort_days,cost。--format patch 给出计划承诺所依据的补丁。
退出状态：0 经评估可达到目标；1 不能达到，或须完成无法试算的人工整改；2 取决于未判定的事实；3 输入有误)";

struct PlanOptions {
  Options common;
  std::vector<std::string> aims;
  std::string costs;
  std::string wave_work;
  int wave_days = 30;
};

struct PlanForm {
  const char* name;
  auto (*write)(const report::PlanMatter&) -> std::string;
  bool binary = false;
};
constexpr PlanForm plan_forms[] = {
    {"text", report::plan_text},   {"json", report::plan_json}, {"markdown", report::plan_markdown},
    {"html", report::plan_html},   {"csv", report::plan_csv},   {"xlsx", report::plan_xlsx, true},
    {"patch", report::plan_patch},
};

// ---- the aim

// A number that the policies conclude; `score=80`, and `80` alone for the score.
auto take_outcome(Session& session, const std::string& text, assess::Aim& aim) -> bool {
  const auto equals = text.find('=');
  const auto name = equals == std::string::npos ? std::string("score") : text.substr(0, equals);
  const auto& outcomes = session.program().outcomes;
  std::vector<std::string> names;
  std::optional<model::OutcomeId> found;
  for (std::uint32_t index = 0; index < outcomes.size(); ++index) {
    const model::OutcomeId id{index};
    if (outcomes[id].type != number_type) continue;
    names.push_back(outcomes[id].name);
    if (outcomes[id].name == name) found = id;
  }
  if (!found) {
    session.sink().report(Code::aim_unknown, text).did_you_mean(name, names).emit();
    return false;
  }
  const auto number = Number::parse(equals == std::string::npos ? text : text.substr(equals + 1)).number;
  if (!number) {
    session.sink().report(Code::aim_not_number, text).emit();
    return false;
  }
  if (aim.outcome) {
    session.sink().report(Code::aim_twice, text).emit();
    return false;
  }
  aim.outcome = found;
  aim.at_least = *number;
  return true;
}

auto aim_of(Session& session, const std::vector<std::string>& aims) -> std::optional<assess::Aim> {
  assess::Aim aim;
  aim.no_high_risk = aims.empty();
  for (const auto& text : aims) {
    const bool bare = !text.empty() && text.find_first_not_of("0123456789.") == std::string::npos;
    if (text == "no-high-risk") {
      aim.no_high_risk = true;
    } else if (text == "all") {
      aim.all = true;
    } else if (!bare && text.find('=') == std::string::npos) {
      session.sink()
          .report(Code::aim_unknown, text)
          .did_you_mean(text, std::vector<std::string>{"no-high-risk", "all", "score"})
          .help({"aims are no-high-risk, score=80 and all", "目标为 no-high-risk、score=80 或 all"})
          .emit();
      return std::nullopt;
    } else if (!take_outcome(session, text, aim)) {
      return std::nullopt;
    }
  }
  return aim;
}

auto wishes_of(Session& session, const PlanOptions& options) -> std::optional<report::PlanWishes> {
  report::PlanWishes wishes;
  const auto aim = aim_of(session, options.aims);
  if (!aim) return std::nullopt;
  wishes.aim = *aim;
  wishes.wave_days = options.wave_days;
  if (!options.wave_work.empty()) {
    wishes.wave_work = Number::parse(options.wave_work).number;
    if (!wishes.wave_work || *wishes.wave_work <= Number()) {
      session.sink().report(Code::wave_work_bad, options.wave_work).emit();
      return std::nullopt;
    }
  }
  return wishes;
}

auto plan_status(assess::Reach reach) -> int {
  switch (reach) {
    case assess::Reach::already:
    case assess::Reach::promised:
      return status_holds;
    case assess::Reach::undecided:
      return status_undecided;
    case assess::Reach::with_people:
    case assess::Reach::not_reached:
      break;
  }
  return status_fails;
}

auto run_plan(const PlanOptions& options) -> int {
  Session session(options.common);
  if (!session.check_options()) return session.finish(status_bad_input);
  const auto& form =
      *std::ranges::find(plan_forms, options.common.format, [](const PlanForm& one) { return std::string(one.name); });
  if (form.binary && options.common.output.empty() && output_is_terminal()) {
    session.usage(say("{0} is not for a terminal; write it to a file: -o plan.{0}",
                      "{0} 不能输出到终端；请写入文件：-o plan.{0}", options.common.format));
    return session.finish(status_bad_input);
  }
  if (!session.load()) return session.finish(status_bad_input);
  const auto wishes = wishes_of(session, options);
  const auto costs = load_costs(session, options.costs);
  if (!wishes || !costs) return session.finish(status_bad_input);
  const auto context = session.context();
  const auto assessment = assess::assess(session.plan(), context.facts, context.settings, {});
  const auto report = report::tell_plan(context, session.plan(), assessment, *costs, *wishes);
  return session.finish(plan_status(report.plan.reach), form.write({context, assessment, report}));
}

}  // namespace

void add_plan(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command =
      program.add_subcommand("plan", zh ? "整改计划：以最少的工作达到目标结论，分期实施，逐步核对"
                                        : "remediation plan: the least work that leads to an aim, in waves");
  command->footer(zh ? plan_example_zh : plan_example_en);
  auto options = std::make_shared<PlanOptions>();
  add_facts(*command, options->common, lang);
  command
      ->add_option(
          "--aim", options->aims,
          zh ? "目标：no-high-risk、score=80 或 all，可重复" : "no-high-risk, score=80 or all; may be repeated")
      ->type_name("AIM")
      ->allow_extra_args(false);
  command
      ->add_option("--costs", options->costs,
                   zh ? "工作量与费用的 CSV 文件：requirement,effort_days,cost"
                      : "a CSV file of work and money: requirement,effort_days,cost")
      ->type_name("FILE");
  command
      ->add_option(
          "--wave-work", options->wave_work,
          zh ? "每期至多的工作量（缺省为总量的四分之一）" : "the most work in a wave (default: a quarter of all)")
      ->type_name("N");
  command
      ->add_option(
          "--wave-days", options->wave_days,
          zh ? "每期的天数，据此给出期限（缺省 30）" : "days from one wave's due date to the next (default 30)")
      ->type_name("DAYS")
      ->check(CLI::Range(1, 3660));
  options->common.formats.clear();
  for (const auto& form : plan_forms) options->common.formats.emplace_back(form.name);
  add_output(*command, options->common, lang, true);
  add_policies(*command, options->common, lang);
  command->callback([options, &run] { run = [options] { return run_plan(*options); }; });
}

}  // namespace dengbao::cli
