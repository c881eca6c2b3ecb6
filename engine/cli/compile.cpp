#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "report/core_json.h"

namespace dengbao::cli {
namespace {

constexpr auto example_en = R"(
Example:
  dengbao compile --format json -o mlps.core.json
  dengbao-check certificate.json facts.json mlps.core.json)";
constexpr auto example_zh = R"(
示例：
  dengbao compile --format json -o mlps.core.json
  dengbao-check certificate.json facts.json mlps.core.json)";

auto run_compile(const Options& options) -> int {
  Session session(options);
  if (options.format != "json") {
    session.usage({"the core is written as JSON: --format json", "核心程序以 JSON 书写：--format json"});
    return session.finish(status_bad_input);
  }
  if (!session.check_options() || !session.load_program() || !session.has_scheme()) {
    return session.finish(status_bad_input);
  }
  return session.finish(status_holds,
                        report::core_json(session.program(), eval::lower(session.program()), session.sources()));
}

}  // namespace

void add_compile(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command =
      program.add_subcommand("compile", zh ? "把策略编译成他人可核对的核心程序（规范 JSON）"
                                           : "policies as their core, canonical JSON that others can check");
  command->footer(zh ? example_zh : example_en);
  auto options = std::make_shared<Options>();
  options->format = "json";
  command->add_option("--format", options->format, zh ? "输出格式：json" : "the form of the output: json")
      ->type_name("json");
  add_output(*command, *options, lang, false);
  add_policies(*command, *options, lang);
  command->callback([options, &run] { run = [options] { return run_compile(*options); }; });
}

}  // namespace dengbao::cli
