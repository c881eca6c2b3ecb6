#include <CLI/CLI.hpp>
#include <memory>

#include "base/fault_words.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/replace_file.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "report/core_json.h"

namespace dengbao::cli {
namespace {

constexpr auto compile_example_en = R"(
Example:
  dengbao compile --policies policies/ -o mlps.dengbao
  dengbao assess plant.json --level 3 --policies mlps.dengbao
  dengbao compile --format json -o mlps.core.json
  dengbao-check certificate.json facts.json mlps.core.json)";
constexpr auto compile_example_zh = R"(
示例：
  dengbao compile --policies policies/ -o mlps.dengbao
  dengbao assess plant.json --level 3 --policies mlps.dengbao
  dengbao compile --format json -o mlps.core.json
  dengbao-check certificate.json facts.json mlps.core.json)";

auto write_core(Session& session) -> int {
  if (!session.load_program() || !session.has_scheme()) return session.finish(status_bad_input);
  return session.finish(status_holds, report::core_json(session.program(), session.plan().core, session.sources()));
}

// At once, because others may have the old file mapped.
auto write_binary(Session& session, const Options& options) -> int {
  if (options.output.empty() && output_is_terminal()) {
    session.usage({"compiled policies are not for a terminal; write them to a file: -o mlps.dengbao",
                   "编译后的策略不能输出到终端；请写入文件：-o mlps.dengbao"});
    return session.finish(status_bad_input);
  }
  const auto compiled = session.compile();
  if (!compiled) return session.finish(status_bad_input);
  if (options.output.empty()) return session.finish(status_holds, *compiled);
  if (const auto error = put_file(options.output, *compiled); error != 0) {
    session.sink().report(Code::cannot_write, options.output, fault_words(error)).emit();
  }
  return session.finish(status_holds);
}

auto run_compile(const Options& options) -> int {
  Session session(options);
  if (!session.check_options()) return session.finish(status_bad_input);
  return options.format == "json" ? write_core(session) : write_binary(session, options);
}

}  // namespace

void add_compile(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command =
      program.add_subcommand("compile", zh ? "把策略编译成一个文件，装载迅速；或他人可核对的核心程序（JSON）"
                                           : "policies as one file that loads at once; or as their core, "
                                             "JSON that others can check");
  command->footer(zh ? compile_example_zh : compile_example_en);
  auto options = std::make_shared<Options>();
  options->format = "binary";
  options->formats = {"binary", "json"};
  add_output(*command, *options, lang, false);
  command
      ->add_option("--format", options->format,
                   zh ? "binary：供 --policies 使用的文件（默认）；json：核心程序"
                      : "binary: a file for --policies (default); json: the core")
      ->type_name("binary|json");
  add_policies(*command, *options, lang);
  command->callback([options, &run] { run = [options] { return run_compile(*options); }; });
}

}  // namespace dengbao::cli
