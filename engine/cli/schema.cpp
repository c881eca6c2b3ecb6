#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "report/facts_schema.h"

namespace dengbao::cli {
namespace {

constexpr auto schema_example_en = R"(
Example:
  dengbao schema -o facts.schema.json
  dengbao schema --strict)";
constexpr auto schema_example_zh = R"(
示例：
  dengbao schema -o facts.schema.json
  dengbao schema --strict)";

auto run_schema(const Options& options) -> int {
  Session session(options);
  if (!session.check_options() || !session.load_program() || !session.has_scheme()) {
    return session.finish(status_bad_input);
  }
  return session.finish(status_holds, report::facts_schema(session.program(), options.strict));
}

}  // namespace

void add_schema(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand(
      "schema", zh ? "输出事实文件的 JSON Schema（2020-12）" : "print the JSON Schema (2020-12) of the facts");
  command->footer(zh ? schema_example_zh : schema_example_en);
  auto options = std::make_shared<Options>();
  add_output(*command, *options, lang, false);
  add_policies(*command, *options, lang);
  command->callback([options, &run] { run = [options] { return run_schema(*options); }; });
}

}  // namespace dengbao::cli
