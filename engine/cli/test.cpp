#include <fmt/ranges.h>
#include <CLI/CLI.hpp>
#include <memory>

#include "author/test_run.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace dengbao::cli {
namespace {

constexpr auto test_example_en = R"(
Example:
  dengbao test policies/
  dengbao test my.policy --only 'identity.*' --coverage --mutate

A test without an `on` date is judged as of --as-of, or 2026-01-01 without it.
Exit status: 0 all tests pass, 1 some fail, 3 the policies or their tests are at fault; what --coverage and --mutate
find does not change it)";
constexpr auto test_example_zh = R"(
示例：
  dengbao test policies/ --lang zh
  dengbao test my.policy --only 'identity.*' --coverage --mutate

没有写日期的测试以 --as-of 为评估日，未给出时为 2026-01-01。
退出状态：0 全部通过；1 有测试失败；3 策略或测试本身有误；--coverage 与 --mutate 的结果不影响退出状态)";

struct TestOptions {
  Options common;
  std::vector<std::string> paths;
  bool coverage = false;
  bool mutate = false;
};

// The tests that the patterns select; reports C0103 where they select none.
auto selected(Session& session, const author::Selection& selection) -> std::optional<std::vector<model::TestId>> {
  const auto& program = session.program();
  std::vector<model::TestId> tests;
  for (std::uint32_t index = 0; index < program.tests.size(); ++index) {
    if (selection.has(program, program.tests[{index}])) tests.push_back({index});
  }
  if (!tests.empty() || selection.patterns.empty()) return tests;
  session.sink().report(Code::nothing_selected, fmt::format("{}", fmt::join(selection.patterns, "`, `"))).emit();
  return std::nullopt;
}

auto run_test_command(const TestOptions& options) -> int {
  auto common = options.common;
  common.policies.insert(common.policies.end(), options.paths.begin(), options.paths.end());
  Session session(common);
  if (!session.check_options() || !session.load_program()) return session.finish(status_bad_input);
  const author::Selection selection{common.only};
  const auto tests = selected(session, selection);
  if (!tests) return session.finish(status_bad_input);
  const auto as_of = common.as_of.empty() ? author::default_test_date() : session.settings().as_of;
  auto prepared = author::prepare_tests(session.program(), session.sources(), *tests, as_of, session.sink());
  if (!prepared) return session.finish(status_bad_input);
  auto run = author::run_tests(session.program(), std::move(*prepared));
  if (options.coverage) author::add_coverage(session.program(), selection, run);
  if (options.mutate) author::add_mutants(session.changeable_program(), session.sources(), selection, run);
  const author::TestContext context{session.program(), session.sources(), session.lang(),
                                    common.output.empty() && coloured_output()};
  return session.finish(run.failed() > 0 ? status_fails : status_holds,
                        common.format == "json" ? test_run_json(context, run) : test_run_text(context, run));
}

}  // namespace

void add_test(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand("test", zh ? "运行策略自带的测试" : "run the tests that stand in policies");
  command->footer(zh ? test_example_zh : test_example_en);
  auto options = std::make_shared<TestOptions>();
  command->add_option("PATHS", options->paths, zh ? "策略文件夹或文件" : "folders or files of policies");
  command
      ->add_option("--only", options->common.only,
                   zh ? "只运行名称、模块或所针对的要求匹配的测试，可重复"
                      : "only tests whose name, module or requirement matches; may be repeated")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  command
      ->add_option(
          "--as-of", options->common.as_of,
          zh ? "没有写日期的测试的评估日（默认：2026-01-01）" : "the date of tests that say none (default: 2026-01-01)")
      ->type_name("DATE");
  command->add_flag("--coverage", options->coverage,
                    zh ? "列出测试没有使其既成立又不成立的要求项、例外和分支"
                       : "list parts, exceptions and branches that the tests do not see both true and false");
  command->add_flag(
      "--mutate", options->mutate,
      zh ? "细微改动策略，列出没有测试发现的改动" : "change the policies in small ways and list what no test notices");
  add_output(*command, options->common, lang, true);
  add_policies(*command, options->common, lang);
  command->callback([options, &run] { run = [options] { return run_test_command(*options); }; });
}

}  // namespace dengbao::cli
