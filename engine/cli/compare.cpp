#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>

#include "assess/assessment.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "report/assessment_json.h"
#include "report/comparison.h"

namespace dengbao::cli {
namespace {

using report::Json;

constexpr auto compare_example_en = R"(
Example:
  dengbao compare last-year.json this-year.json
  dengbao compare before/facts.json after/facts.json --level 3
  dengbao compare facts.json --patch repair.json --level 3

Each side is facts, which are assessed first, or an assessment (assess --format json). With --patch alone, the facts are
compared with what they would be.
Exit status: 0 nothing got worse, 1 something fails that did not, 2 nothing fails newly but something is newly undecided,
3 the input is at fault)";
constexpr auto compare_example_zh = R"(
示例：
  dengbao compare 去年.json 今年.json --lang zh
  dengbao compare 整改前.json 整改后.json --level 3 --lang zh
  dengbao compare facts.json --patch 整改.json --level 3 --lang zh

每一侧可以是事实文件（先行评估）或评估结果（assess --format json）。只给出 --patch 时，与应用补丁后的事实相比较。
退出状态：0 没有变差；1 出现新的不符合；2 无新的不符合但有新的未判定项；3 输入有误)";

struct CompareOptions {
  Options common;
  std::string before;
  std::string after;
};

// An assessment that was written earlier; nothing if the file is none.
auto written_assessment(const std::string& path) -> std::optional<Json> {
  std::ifstream in(path, std::ios::binary);
  auto json = Json::parse(in, nullptr, false);
  const bool is_one = json.is_object() && json.value("schema", "") == "dengbao.assessment/1";
  return is_one ? std::optional(std::move(json)) : std::nullopt;
}

// The assessment of one side; reports what is wrong and returns nothing.
auto assessment_of(const Options& common, const std::string& path, bool patched) -> std::optional<Json> {
  if (path != "-" && !patched) {
    if (auto written = written_assessment(path)) return written;
  }
  auto options = common;
  options.facts = path;
  if (!patched) options.patches.clear();
  Session session(options);
  if (!session.load()) {
    static_cast<void>(session.finish(status_bad_input));
    return std::nullopt;
  }
  const auto context = session.context();
  const auto assessment = assess::assess(session.plan(), context.facts, context.settings, {common.only});
  if (session.finish(status_holds) == status_bad_input) return std::nullopt;
  return Json::parse(report::assessment_json(context, assessment));
}

auto run_compare(const CompareOptions& options) -> int {
  Session session(options.common);
  if (!session.check_options()) return session.finish(status_bad_input);
  const bool what_if = options.after.empty();
  if (options.before.empty() || (what_if && options.common.patches.empty())) {
    session.usage(
        say("two sides are needed: two files, or facts and a --patch", "需要两侧：两个文件，或事实文件与 --patch"));
    return session.finish(status_bad_input);
  }
  const auto before = assessment_of(options.common, options.before, false);
  if (!before) return status_bad_input;
  const auto after =
      assessment_of(options.common, what_if ? options.before : options.after, !options.common.patches.empty());
  if (!after) return status_bad_input;
  const report::Comparison comparison(*before, *after);
  const auto status = comparison.new_failures() > 0      ? status_fails
                      : comparison.newly_undecided() > 0 ? status_undecided
                                                         : status_holds;
  return session.finish(status, options.common.format == "json" ? comparison.json() : comparison.text(session.lang()));
}

}  // namespace

void add_compare(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand("compare", zh ? "比较两次评估或两份事实：新问题、已解决、仍未解决"
                                                       : "what changed between two assessments or two facts files");
  command->footer(zh ? compare_example_zh : compare_example_en);
  auto options = std::make_shared<CompareOptions>();
  command->add_option("BEFORE", options->before, zh ? "之前：事实文件或评估结果" : "before: facts, or an assessment");
  command->add_option("AFTER", options->after, zh ? "之后：事实文件或评估结果" : "after: facts, or an assessment");
  add_settings(*command, options->common, lang);
  command
      ->add_option("--only", options->common.only,
                   zh ? "只评估名称匹配的要求，可重复" : "only requirements whose name matches; may be repeated")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  add_output(*command, options->common, lang, true);
  add_policies(*command, options->common, lang);
  command->callback([options, &run] { run = [options] { return run_compare(*options); }; });
}

}  // namespace dengbao::cli
