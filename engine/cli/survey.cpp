#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "assess/survey/inquiry.h"
#include "assess/survey/merge_answers.h"
#include "cli/commands.h"
#include "cli/interview.h"
#include "cli/options.h"
#include "cli/session.h"
#include "cli/survey_facts.h"
#include "cli/terminal.h"
#include "facts/load.h"
#include "report/survey/form_xlsx.h"
#include "report/survey/survey.h"
#include "report/workbook.h"

namespace dengbao::cli {
namespace {

constexpr auto survey_example_en = R"(
Example:
  dengbao survey --level 3                                      what to ask of a network of which nothing is known
  dengbao survey facts.json --level 3 --format json -o questions.json
  dengbao survey facts.json --level 3 --format xlsx -o questions.xlsx      a workbook to fill in
  dengbao survey facts.json --answers questions.xlsx -o facts.json
  dengbao survey facts.json --level 3 --interview --by "Li Na"          one question after the other

Answers become facts with evidence of an interview. What is known already stays: an answer that contradicts it is told.
Exit status: 0 nothing is left to ask, 2 questions are left; of answers: 0 all were taken, 1 some contradict the facts,
3 the input is at fault)";
constexpr auto survey_example_zh = R"(
示例：
  dengbao survey --level 3 --lang zh                            一无所知的网络要询问哪些内容
  dengbao survey facts.json --level 3 --format json -o 问题.json --lang zh
  dengbao survey facts.json --level 3 --format xlsx -o 问题.xlsx --lang zh      供填写的工作簿
  dengbao survey facts.json --answers 问题.xlsx -o facts.json --lang zh
  dengbao survey facts.json --level 3 --interview --by 李娜 --lang zh       逐个询问

答案写入事实，并附访谈证据。已知事实保持不变，与之矛盾的答案会被列出。
退出状态：0 没有要询问的内容；2 尚有问题。导入答案时：0 全部接受；1 有答案与事实矛盾；3 输入有误)";

struct SurveyOptions : Options {
  std::string answers;
  std::string by;
  bool interview = false;
  std::size_t first = 0;  // only so many questions; 0: all
};

auto selection_of(Session& session, const SurveyOptions& options) -> std::optional<assess::Selection> {
  assess::Selection selection{options.only};
  for (const auto& pattern : options.only) {
    const auto& all = session.program().requirements;
    if (std::ranges::any_of(all, [&](const auto& rule) { return rule.matches(pattern); })) continue;
    session.sink().report(Code::nothing_selected, pattern).emit();
    return std::nullopt;
  }
  return selection;
}

auto ask(Session& session, const SurveyOptions& options) -> int {
  const auto selection = selection_of(session, options);
  if (!selection) return session.finish(status_bad_input);
  if (options.interview) {
    const auto& path = options.output.empty() ? options.facts : options.output;
    if (!path.empty() && path != "-") return run_interview(session, *selection, path, options.by);
    session.usage(say("an interview needs a file for its answers: dengbao survey facts.json --interview",
                      "访谈需要保存答案的文件：dengbao survey facts.json --interview"));
    return session.finish(status_bad_input);
  }
  const auto context = session.context();
  const auto text = session.sources()[context.facts.file()].text();
  const auto inquiry = assess::inquire(session.plan(), text, context.settings, *selection, assess::Search::all);
  const auto status = inquiry.questions.empty() ? status_holds : status_undecided;
  if (options.format == "xlsx") {
    return session.finish(status, report::form_xlsx(context, report::make_form(context, inquiry, options.first)));
  }
  return session.finish(status, options.format == "json" ? report::survey_json(context, inquiry, options.first)
                                                         : report::survey_text(context, inquiry, options.first));
}

// A workbook on a terminal would be noise there, and steer it.
auto may_write(Session& session, const SurveyOptions& options) -> bool {
  if (options.format != "xlsx" || !options.answers.empty()) return true;
  if (!report::can_write_xlsx()) {
    return session.usage(say("xlsx needs the library libxlsxwriter, which is not installed (Debian: libxlsxwriter4)",
                             "xlsx 格式需要 libxlsxwriter 库，本机尚未安装（Debian 软件包：libxlsxwriter4）"));
  }
  if (!options.output.empty() || !output_is_terminal()) return true;
  return session.usage(say("xlsx is not for a terminal; write it to a file: -o questions.xlsx",
                           "xlsx 不能输出到终端；请写入文件：-o questions.xlsx"));
}

// The answers of the file, whichever of the two forms it has.
auto read_replies(Session& session, const SurveyOptions& options) -> std::optional<report::Replies> {
  const auto file = facts::read_facts(options.answers, session.sources(), session.sink());
  if (!file) return std::nullopt;
  const auto& source = session.sources()[*file];
  if (!assess::looks_like_xlsx(source.text())) {
    return report::read_replies_json(session.sources(), *file, session.sink());
  }
  const auto book = assess::read_xlsx(source.text());
  if (const auto* read = std::get_if<assess::XlsxBook>(&book)) {
    return report::read_replies_xlsx(session.program(), *read, source.name(), session.sink());
  }
  session.sink().report(Code::answers_unreadable, std::get<Localised>(book)).file(source.name()).emit();
  return std::nullopt;
}

auto take_answers(Session& session, const SurveyOptions& options) -> int {
  const auto replies = read_replies(session, options);
  if (!replies) return session.finish(status_bad_input);
  const assess::Interview interview{options.by.empty() ? replies->by : options.by,
                                    std::filesystem::path(options.answers).filename().string(),
                                    replies->on ? replies->on : session.settings().as_of, session.lang()};
  const auto merged = assess::merge_answers(session.program(), session.sources(), session.facts().file(),
                                            replies->answers, interview, session.sink());
  if (!is_readable(session, merged.text)) return session.finish(status_bad_input);
  write_message(report::merged_text(session.context(), merged, *replies));
  return session.finish(merged.conflicts > 0 ? status_fails : status_holds, merged.text);
}

auto run_survey(const SurveyOptions& options) -> int {
  Session session(options);
  if (!session.check_options() || !may_write(session, options) ||
      !load_for_survey(session, options, options.answers.empty(), options.interview)) {
    return session.finish(status_bad_input);
  }
  return options.answers.empty() ? ask(session, options) : take_answers(session, options);
}

}  // namespace

void add_survey(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command =
      program.add_subcommand("survey", zh ? "还需要哪些事实：按影响排序的问题；导入答案"
                                          : "which facts are still needed, as questions; takes the answers");
  command->footer(zh ? survey_example_zh : survey_example_en);
  auto options = std::make_shared<SurveyOptions>();
  add_facts(*command, *options, lang);
  command
      ->add_option(
          "--only", options->only,
          zh ? "只为名称匹配的要求询问，可重复" : "ask only for requirements whose name matches; may be repeated")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command
      ->add_option("--answers", options->answers,
                   zh ? "把这些答案并入事实：填好的 xlsx 或 json 问题"
                      : "put these answers into the facts: questions as xlsx or json, filled in")
      ->type_name("FILE");
  command->add_flag("--interview", options->interview,
                    zh ? "在终端逐个询问，每个答案立即写入 -o 或 FACTS 文件（可以尚不存在）"
                       : "ask one question after the other; each answer is written to -o or FACTS, which need not "
                         "exist yet, at once");
  command
      ->add_option("--first", options->first,
                   zh ? "只列出影响最大的若干问题" : "only so many questions: the most decisive ones")
      ->type_name("N");
  command->add_option("--by", options->by, zh ? "答案由谁提供或记录" : "who gave the answers, or took them down")
      ->type_name("NAME");
  options->formats = {"text", "json", "xlsx"};
  add_output(*command, *options, lang, true);
  add_policies(*command, *options, lang);
  command->callback([options, &run] { run = [options] { return run_survey(*options); }; });
}

}  // namespace dengbao::cli
