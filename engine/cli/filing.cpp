#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "assess/classify/classify.h"
#include "assess/filing/filing.h"
#include "cli/commands.h"
#include "cli/office.h"
#include "cli/options.h"
#include "cli/session.h"
#include "report/filing/filing.h"

namespace dengbao::cli {
namespace {

constexpr auto filing_example_en = R"(
Example:
  dengbao filing facts.json --level 3
  dengbao filing facts.json --level 3 --format json | jq '.papers[] | select(.state != "ready")'
  dengbao filing facts.json --level 3 --format docx -o filing-form.docx

A DOCX is the filing form, filled in as far as the facts go (made by pandoc); `classify --format docx` writes the
classification report. Without --level it is the level that `classify` advises. What papers there must be, and what makes one out of date, stands
in the policies, in modules with `filing` in their name.
Exit status: 0 every paper is there and nothing is overdue, 1 something is missing, out of date or overdue, 2 nothing is
but the facts do not tell of all, 3 the input is at fault)";
constexpr auto filing_example_zh = R"(
示例：
  dengbao filing facts.json --level 3 --lang zh
  dengbao filing facts.json --level 3 --format json | jq '.papers[] | select(.state != "ready")'
  dengbao filing facts.json --level 3 --lang zh --format docx -o 备案表.docx

docx 为按事实预填的备案表（由 pandoc 生成）；`classify --format docx` 生成定级报告。未指定 --level 时，采用 `classify` 建议的级别。应有哪些材料、何时视为过时，由策略中名称含 `filing` 的模块规定。
退出状态：0 材料齐备且没有逾期；1 有缺少、过时或逾期；2 没有上述情形但事实不足以全部判断；3 输入有误)";

// The level that is given, else the one that the classification advises, as far as the scheme has it.
auto settle_filing_level(Session& session, const Options& given, Options& options) -> bool {
  options.level = given.level.empty() ? std::to_string(session.program().scheme.lowest) : given.level;
  if (!session.settle() || !given.level.empty()) return !options.level.empty() && session.sink().errors() == 0;
  const auto context = session.context();
  const auto found = assess::classify(context.program, context.facts, context.settings);
  if (!found.advised) {
    session.sink()
        .report(Code::filing_no_level)
        .help({"write --level 3, or see what `dengbao classify` still asks for",
               "请写 --level 3，或查看 `dengbao classify` 还需要哪些事实"})
        .emit();
    return false;
  }
  const auto& scheme = session.program().scheme;
  options.level = std::to_string(std::clamp(*found.advised, scheme.lowest, scheme.highest));
  return session.settle();
}

auto load_filing(Session& session, const Options& given, Options& options) -> bool {
  if (!session.check_options()) return false;
  if (options.facts.empty()) {
    return session.usage(say("no facts are given; name a JSON file, or - for standard input",
                             "未给出事实文件；请给出 JSON 文件，或用 - 表示标准输入"));
  }
  if (!session.load_program() || !session.has_scheme()) return false;
  if (!assess::has_papers(session.program())) {
    session.sink().report(Code::filing_no_papers).emit();
    return false;
  }
  return session.load_facts() && settle_filing_level(session, given, options);
}

auto run_filing(const Options& given) -> int {
  auto options = given;
  if (options.level.empty()) options.level = "1";  // until it is settled
  Session session(options);
  if (!load_filing(session, given, options)) return session.finish(status_bad_input);
  const auto context = session.context();
  const auto assessment = assess::judge_filing(session.plan(), context.facts, context.settings);
  const auto results = report::tell_results(context, assessment);
  const auto filing = report::tell_filing(context, assessment, results);
  const auto status = report::filing_status(filing);
  if (given.format == "docx") {
    const auto found = assess::classify(context.program, context.facts, context.settings);
    const auto facts = assess::facts_of_classification(context.program, context.facts, context.settings, found);
    const auto docx = docx_of(context, report::filing_document(context, filing, facts), session.sink());
    return docx ? session.finish(status, *docx) : session.finish(status_bad_input);
  }
  if (given.format == "json") return session.finish(status, report::filing_json(context, filing, results.places));
  return session.finish(status, report::filing_text(context, filing, results.places));
}

}  // namespace

void add_filing(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand("filing", zh ? "备案材料：应有哪些、是否齐备，何时办理"
                                                      : "the papers of the filing, how each stands, and what is due");
  command->footer(zh ? filing_example_zh : filing_example_en);
  auto options = std::make_shared<Options>();
  options->formats = {"text", "json", "docx"};
  add_facts(*command, *options, lang);
  add_output(*command, *options, lang, true);
  add_policies(*command, *options, lang);
  command->callback([options, &run] { run = [options] { return run_filing(*options); }; });
}

}  // namespace dengbao::cli
