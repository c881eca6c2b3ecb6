#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "assess/classify/classify.h"
#include "cli/commands.h"
#include "cli/office.h"
#include "cli/options.h"
#include "cli/session.h"
#include "report/classify/classify.h"

namespace dengbao::cli {
namespace {

constexpr auto classify_example_en = R"(
Example:
  dengbao classify facts.json
  dengbao classify facts.json --format json | jq '.advised, .moves'
  dengbao classify facts.json --format docx -o classification-report.docx

No level is given: this finds it. The steps that follow are judged at the level advised, or at --level.
Exit status: 0 the level is found and its steps are done, 1 a step is not done, 2 the level or a step is not decided,
3 the input is at fault)";
constexpr auto classify_example_zh = R"(
示例：
  dengbao classify facts.json --lang zh
  dengbao classify facts.json --format json | jq '.advised, .moves'
  dengbao classify facts.json --lang zh --format docx -o 定级报告.docx

无需给出级别：本命令确定级别。后续程序按建议的级别判定，也可用 --level 指定。
退出状态：0 等级已定且后续程序已完成；1 有程序未完成；2 等级或程序无法判定；3 输入有误)";

// The level at which the steps are judged; nothing while there is none. What the tables give may be higher than what
// the scheme assesses.
auto level_of_steps(const Session& session, const Options& options, const assess::Classification& found)
    -> std::optional<std::string> {
  if (!options.level.empty()) return options.level;
  if (!found.advised) return std::nullopt;
  const auto& scheme = session.program().scheme;
  return std::to_string(std::clamp(*found.advised, scheme.lowest, scheme.highest));
}

auto run_classify(const Options& given) -> int {
  auto options = given;
  if (options.level.empty()) options.level = "1";  // no level of the classification depends on it
  Session session(options);
  if (!session.check_options()) return session.finish(status_bad_input);
  if (options.facts.empty()) {
    session.usage(say("no facts are given; name a JSON file, or - for standard input",
                      "未给出事实文件；请给出 JSON 文件，或用 - 表示标准输入"));
    return session.finish(status_bad_input);
  }
  if (!session.load_program() || !session.has_scheme() || !session.load_facts())
    return session.finish(status_bad_input);
  options.level = given.level.empty() ? std::to_string(session.program().scheme.lowest) : given.level;
  if (!session.settle()) return session.finish(status_bad_input);
  const auto plain = session.context();
  const auto found = assess::classify(session.program(), plain.facts, plain.settings);
  if (found.levels.empty()) {
    session.sink().report(Code::no_classification).emit();
    return session.finish(status_bad_input);
  }
  auto settings = plain.settings;
  assess::Assessment assessment;
  if (const auto level = level_of_steps(session, given, found)) {
    if (!eval::read_level(*level, session.program(), settings, session.sink())) return session.finish(status_bad_input);
    assessment = assess::judge_steps(session.plan(), plain.facts, settings);
  }
  const report::Context context{plain.program, plain.facts, settings, plain.sources, plain.lang, plain.colour};
  const auto results = report::tell_results(context, assessment);
  const auto steps = report::classify_steps(context, results);
  const auto status = report::classify_status(found, steps);
  if (given.format == "docx") {
    const auto facts = assess::facts_of_classification(context.program, context.facts, context.settings, found);
    const auto docx = docx_of(context, report::classify_document(context, found, facts), session.sink());
    return docx ? session.finish(status, *docx) : session.finish(status_bad_input);
  }
  if (given.format == "json") return session.finish(status, report::classify_json(context, found, steps));
  return session.finish(status, report::classify_text(context, found, steps));
}

}  // namespace

void add_classify(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command =
      program.add_subcommand("classify", zh ? "确定保护等级：依据、敏感因素和后续程序"
                                            : "the level a network needs, why, what would move it, and what follows");
  command->footer(zh ? classify_example_zh : classify_example_en);
  auto options = std::make_shared<Options>();
  options->formats = {"text", "json", "docx"};
  add_facts(*command, *options, lang);
  add_output(*command, *options, lang, true);
  add_policies(*command, *options, lang);
  command->callback([options, &run] { run = [options] { return run_classify(*options); }; });
}

}  // namespace dengbao::cli
