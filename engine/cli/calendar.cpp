#include <CLI/CLI.hpp>
#include <memory>

#include "assess/calendar/calendar.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "report/calendar/calendar.h"

namespace dengbao::cli {
namespace {

constexpr auto calendar_example_en = R"(
Example:
  dengbao calendar facts.json --level 3
  dengbao calendar facts.json --level 3 --format ics -o duties.ics

What is overdue comes first; in a calendar it stands on the day of assessment. An entry has the same identifier in every
run, so that a calendar that takes the file in again updates what it has.
Exit status: 0 nothing is overdue, 1 something is, 2 nothing is known to be overdue but the facts do not tell of all,
3 the input is at fault)";
constexpr auto calendar_example_zh = R"(
示例：
  dengbao calendar facts.json --level 3 --lang zh
  dengbao calendar facts.json --level 3 --lang zh --format ics -o 期限.ics

已逾期的排在最前；在日历中列在评估日。每个条目的标识在各次运行中不变，再次导入时更新原有条目。
退出状态：0 没有逾期；1 有逾期；2 未发现逾期但有无法判断的义务；3 输入有误)";

auto run_calendar(const Options& options) -> int {
  Session session(options);
  if (!session.load()) return session.finish(status_bad_input);
  const auto context = session.context();
  const auto assessment = assess::judge_duties(session.plan(), context.facts, context.settings);
  const auto entries = report::calendar_entries(context, assessment);
  const auto status = report::calendar_status(entries);
  if (options.format == "ics") return session.finish(status, report::calendar_ics(context, entries));
  if (options.format == "json") return session.finish(status, report::calendar_json(context, assessment, entries));
  return session.finish(status, report::calendar_text(context, assessment, entries));
}

}  // namespace

void add_calendar(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand(
      "calendar", zh ? "按到期日列出义务，可导入日历" : "the duties by the day on which they are due");
  command->footer(zh ? calendar_example_zh : calendar_example_en);
  auto options = std::make_shared<Options>();
  options->formats = {"text", "json", "ics"};
  add_facts(*command, *options, lang);
  add_output(*command, *options, lang, true);
  add_policies(*command, *options, lang);
  command->callback([options, &run] { run = [options] { return run_calendar(*options); }; });
}

}  // namespace dengbao::cli
