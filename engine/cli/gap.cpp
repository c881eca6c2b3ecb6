#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/assess_options.h"
#include "cli/commands.h"
#include "cli/costs_file.h"
#include "cli/options.h"
#include "cli/pdf.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "report/gap/gap_forms.h"

namespace dengbao::cli {
namespace {

constexpr auto gap_example_en = R"(
Example:
  dengbao gap plant.json --level 3
  dengbao gap plant.json --level 3 --costs costs.csv --format pdf -o gaps.pdf
  dengbao gap plant.json --level 3 --format xlsx -o gaps.xlsx

Costs are a CSV file: requirement,effort_days,cost. A PDF is laid out by weasyprint, which is called as it is installed.
Exit status: 0 no gap, 1 there are gaps, 2 no gap but something is undecided, 3 the input is at fault)";
constexpr auto gap_example_zh = R"(
示例：
  dengbao gap plant.json --level 3 --lang zh
  dengbao gap plant.json --level 3 --lang zh --costs 成本.csv --format pdf -o 差距分析.pdf
  dengbao gap plant.json --level 3 --lang zh --format xlsx -o 差距分析.xlsx

成本文件为 CSV：requirement,effort_days,cost。PDF 由系统中安装的 weasyprint 排版生成。
退出状态：0 没有差距；1 有差距；2 没有差距但有未判定项；3 输入有误)";

struct GapOptions {
  Options common;
  std::string costs;
};

struct GapForm {
  const char* name;
  auto (*write)(const report::GapMatter&) -> std::string;
  bool binary = false;
};
// A PDF is made of the page.
constexpr GapForm gap_forms[] = {
    {"text", report::gap_text}, {"json", report::gap_json},       {"markdown", report::gap_markdown},
    {"html", report::gap_html}, {"xlsx", report::gap_xlsx, true}, {"pdf", report::gap_html, true},
};

auto run_gap(const GapOptions& options) -> int {
  Session session(options.common);
  if (!session.check_options()) return session.finish(status_bad_input);
  const auto& form =
      *std::ranges::find(gap_forms, options.common.format, [](const GapForm& one) { return std::string(one.name); });
  if (form.binary && options.common.output.empty() && output_is_terminal()) {
    session.usage(say("{0} is not for a terminal; write it to a file: -o gaps.{0}",
                      "{0} 不能输出到终端；请写入文件：-o gaps.{0}", options.common.format));
    return session.finish(status_bad_input);
  }
  if (!session.load()) return session.finish(status_bad_input);
  const assess::Selection selection{options.common.only};
  const auto costs = load_costs(session, options.costs);
  if (!costs || !selects_something(session, selection)) return session.finish(status_bad_input);
  const auto context = session.context();
  const auto assessment = assess::assess(session.plan(), context.facts, context.settings, selection);
  const auto report = report::tell_gaps(context, assessment, *costs);
  auto result = form.write({context, assessment, report});
  if (options.common.format == "pdf") {
    auto pdf = pdf_of(result, session.sink());
    if (!pdf) return session.finish(status_bad_input);
    result = std::move(*pdf);
  }
  return session.finish(assess::exit_status(assessment), result);
}

}  // namespace

void add_gap(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command =
      program.add_subcommand("gap", zh ? "差距分析：哪些不符合、风险、条款、原因与整改"
                                       : "gap analysis: what falls short, how badly, and what would end it");
  command->footer(zh ? gap_example_zh : gap_example_en);
  auto options = std::make_shared<GapOptions>();
  add_facts(*command, options->common, lang);
  command
      ->add_option("--only", options->common.only,
                   zh ? "只分析名称匹配的要求，可重复" : "only requirements whose name matches; may be repeated")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command
      ->add_option("--costs", options->costs,
                   zh ? "工作量与费用的 CSV 文件：requirement,effort_days,cost"
                      : "a CSV file of work and money: requirement,effort_days,cost")
      ->type_name("FILE");
  options->common.formats.clear();
  for (const auto& form : gap_forms) options->common.formats.emplace_back(form.name);
  add_output(*command, options->common, lang, true);
  add_policies(*command, options->common, lang);
  command->callback([options, &run] { run = [options] { return run_gap(*options); }; });
}

}  // namespace dengbao::cli
