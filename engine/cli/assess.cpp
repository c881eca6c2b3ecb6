#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "assess/assessment.h"
#include "cli/assess_options.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "eval/reasons.h"
#include "report/assessment_json.h"
#include "report/assessment_junit.h"
#include "report/assessment_markdown.h"
#include "report/assessment_oscal.h"
#include "report/assessment_sarif.h"
#include "report/assessment_text.h"
#include "report/assessment_xlsx.h"
#include "report/certificate.h"
#include "report/core_json.h"
#include "report/html/assessment_html.h"
#include "report/verdicts_json.h"
#include "report/workbook.h"

namespace dengbao::cli {
namespace {

constexpr auto assess_example_en = R"(
Example:
  dengbao assess plant.json --level 3
  dengbao assess plant.json --level S3A2 --only 'computing.*' --format json -o result.json
  dengbao assess plant.json --level 3 --format xlsx -o gaps.xlsx
  dengbao assess plant.json --level 3 --format html -o result.html
  dengbao assess plant.json --level 3 --format verdicts | jq '.requirements[].not_good[].id'
  dengbao assess networks/*.json --level 3 --jobs 0 -o verdicts.ndjson
  dengbao assess fleet.ndjson --level 3 --as-of 2026-11-21 --jobs 4 --roll-up fleet.roll-up
  dengbao assess - --ndjson --part fleet.ndjson:501 --level 3 --as-of 2026-11-21 <part.ndjson

Of many networks, verdicts are written, one network on each line, and last the roll-up (see merge).
Exit status: 0 all holds, 1 something fails, 2 nothing fails but something is undecided, 3 the input is at fault)";
constexpr auto assess_example_zh = R"(
示例：
  dengbao assess plant.json --level 3 --lang zh
  dengbao assess plant.json --level S3A2 --only 'computing.*' --format json -o result.json
  dengbao assess plant.json --level 3 --format xlsx -o gaps.xlsx
  dengbao assess plant.json --level 3 --format html --lang zh -o result.html
  dengbao assess plant.json --level 3 --format verdicts | jq '.requirements[].not_good[].id'
  dengbao assess networks/*.json --level 3 --jobs 0 -o verdicts.ndjson
  dengbao assess fleet.ndjson --level 3 --as-of 2026-11-21 --jobs 4 --roll-up fleet.roll-up
  dengbao assess - --ndjson --part fleet.ndjson:501 --level 3 --as-of 2026-11-21 <part.ndjson

多个网络时输出判定，每行一个网络，最后一行为汇总（见 merge）。
退出状态：0 全部符合；1 有不符合项；2 无不符合项但有未判定项；3 输入有误)";

// A selection could leave out what fails; a patch makes facts that stand in no file.
auto may_certify(Session& session, const AssessOptions& options) -> bool {
  if (options.certificate.empty() || (options.only.empty() && options.patches.empty())) return true;
  session.usage({"a certificate is about a whole assessment of a file: leave out --only and --patch",
                 "证书针对对一个文件的完整评估：请去掉 --only 和 --patch"});
  return false;
}

// The other formats explain themselves.
auto may_reason(Session& session, const AssessOptions& options) -> bool {
  if (!options.reasons || options.format == "verdicts") return true;
  return session.usage({"--reasons goes with --format verdicts; the other formats give reasons without it",
                        "--reasons 须与 --format verdicts 一起使用；其他格式本身就给出原因"});
}

void write_certificate(Session& session, const assess::Assessment& assessment, const std::string& path) {
  const auto core = report::core_json(session.program(), session.plan().core, session.sources());
  write_result(path, report::certificate(session.context(), assessment, core), session.sink());
}

// A form of the report, and what writes it.
struct Form {
  const char* name;
  auto (*write)(const report::Context&, const assess::Assessment&) -> std::string;
  bool binary = false;
};
constexpr Form forms[] = {
    {"text", report::assessment_text},         {"json", report::assessment_json},
    {"markdown", report::assessment_markdown}, {"sarif", report::assessment_sarif},
    {"junit", report::assessment_junit},       {"oscal", report::assessment_oscal},
    {"html", report::assessment_html},         {"xlsx", report::assessment_xlsx, true},
    {"verdicts", report::verdicts_json},
};

auto form_called(const std::string& name) -> const Form& {
  return *std::ranges::find(forms, name, [](const Form& form) { return std::string(form.name); });
}

// A workbook on a terminal would be noise there, and steer it.
auto may_write(Session& session, const Options& options) -> bool {
  if (options.format == "xlsx" && !report::can_write_xlsx()) {
    return session.usage(say("xlsx needs the library libxlsxwriter, which is not installed (Debian: libxlsxwriter4)",
                             "xlsx 格式需要 libxlsxwriter 库，本机尚未安装（Debian 软件包：libxlsxwriter4）"));
  }
  if (!form_called(options.format).binary || !options.output.empty() || !output_is_terminal()) return true;
  return session.usage(say("{0} is not for a terminal; write it to a file: -o assessment.{0}",
                           "{0} 不能输出到终端；请写入文件：-o assessment.{0}", options.format));
}

auto run_assess(const AssessOptions& options) -> int {
  if (options.watch) return run_watch(options);
  if (are_many(options)) return run_assess_many(options);
  Session session(options);
  if (!has_jobs(session, options) || !may_certify(session, options) || !may_reason(session, options))
    return session.finish(status_bad_input);
  if (!session.check_options() || !may_write(session, options) || !session.load())
    return session.finish(status_bad_input);
  const assess::Selection selection{options.only};
  if (!selects_something(session, selection)) return session.finish(status_bad_input);
  auto context = session.context();
  if (options.format == "verdicts") context.policies = session.policies_digest();
  eval::Reasons reasons(session.plan(), context.facts, context.settings);
  if (options.reasons) context.reasons = &reasons;
  const bool all = options.format != "verdicts" || !options.certificate.empty();
  const auto assessment = assess::assess(session.plan(), context.facts, context.settings, selection,
                                         all ? eval::Keep::all : eval::Keep::what_is_not_good, session.threads());
  if (!options.certificate.empty()) write_certificate(session, assessment, options.certificate);
  return session.finish(assess::exit_status(assessment), form_called(options.format).write(context, assessment));
}

void add_many(CLI::App& command, AssessOptions& options, bool zh) {
  command.add_flag("--ndjson", options.ndjson,
                   zh ? "事实文件的每一行是一个网络（.ndjson 和 .jsonl 文件无需此选项）"
                      : "each line of the facts is a network (understood of files called .ndjson and .jsonl)");
  command
      .add_option("--jobs", options.jobs,
                  zh ? "同时评估的网络数，单个网络时为读取和评估的线程数；0 表示与处理器数相同（默认：1）"
                     : "so many networks at a time, or threads that read and judge one; 0: as many as there are "
                       "processors (default: 1)")
      ->type_name("N");
  command
      .add_option("--roll-up", options.roll_up,
                  zh ? "把多个网络的汇总写入文件，而不是作为结果的最后一行"
                     : "write the roll-up of many networks to a file, and not as the last line of the result")
      ->type_name("FILE");
  command
      .add_option("--part", options.part,
                  zh ? "标准输入是该文件自此行起的一部分，结果中按此称呼"
                     : "standard input is the part of this file that begins at this line: results call it so")
      ->type_name("NAME:LINE");
}

}  // namespace

void add_assess(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand(
      "assess", zh ? "按某一级别的全部要求评估事实" : "judge every requirement of a level against the facts");
  command->footer(zh ? assess_example_zh : assess_example_en);
  auto options = std::make_shared<AssessOptions>();
  command->add_option(
      "FACTS", options->files,
      zh ? "事实文件（JSON），可给出多个；- 表示标准输入" : "facts, a JSON file, or several; - reads standard input");
  add_settings(*command, *options, lang);
  command
      ->add_option("--only", options->only,
                   zh ? "只评估名称匹配的要求，例如 'identity.*'，可重复"
                      : "only requirements whose name matches, such as 'identity.*'; may be repeated")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command
      ->add_option("--certificate", options->certificate,
                   zh ? "另写一份证书，供 dengbao-check 核对每一个结论"
                      : "write a certificate too, for dengbao-check to check every verdict")
      ->type_name("FILE");
  command->add_flag("--reasons", options->reasons,
                    zh ? "在 --format verdicts 中给出每个不合格对象所依据的事实"
                       : "with --format verdicts: the facts by which each subject fails, or that are missing");
  command->add_flag("--watch", options->watch,
                    zh ? "从标准输入逐行读取 JSON Patch，只重新判定受影响的部分"
                       : "follow JSON Patches, one a line of standard input: judge again only what they touch");
  add_many(*command, *options, zh);
  options->formats.clear();
  for (const auto& form : forms) options->formats.emplace_back(form.name);
  add_output(*command, *options, lang, true);
  add_policies(*command, *options, lang);
  command->callback([options, command, &run] {
    options->format_given = command->count("--format") > 0;
    if (!options->files.empty()) options->facts = options->files.front();
    run = [options] { return run_assess(*options); };
  });
}

}  // namespace dengbao::cli
