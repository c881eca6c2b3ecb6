#include <CLI/CLI.hpp>
#include <memory>

#include "author/clause_coverage_report.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"

namespace dengbao::cli {
namespace {

constexpr auto coverage_example_en = R"(
Example:
  dengbao coverage
  dengbao coverage --domains
  dengbao coverage --format json)";
constexpr auto coverage_example_zh = R"(
示例：
  dengbao coverage --lang zh
  dengbao coverage --domains --lang zh
  dengbao coverage --format json)";

struct CoverageOptions {
  Options common;
  std::vector<std::string> paths;
  bool domains = false;
};

auto run_coverage(const CoverageOptions& options) -> int {
  auto common = options.common;
  common.policies.insert(common.policies.end(), options.paths.begin(), options.paths.end());
  Session session(common);
  if (!session.check_options() || !session.load_program()) return session.finish(status_bad_input);
  return session.finish(status_holds, common.format == "json"
                                          ? author::coverage_json(session.program())
                                          : author::coverage_text(session.program(), session.lang(), options.domains));
}

}  // namespace

void add_coverage(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command =
      program.add_subcommand("coverage", zh ? "各标准的条款有多少已由策略检查，其余为何没有"
                                            : "which clauses some policy checks, and why the others are not");
  command->footer(zh ? coverage_example_zh : coverage_example_en);
  auto options = std::make_shared<CoverageOptions>();
  command->add_option("PATHS", options->paths, zh ? "策略文件夹或文件" : "folders or files of policies");
  command->add_flag("--domains", options->domains, zh ? "分安全类列出" : "a line for each control domain, too");
  add_output(*command, options->common, lang, true);
  add_policies(*command, options->common, lang);
  command->callback([options, &run] { run = [options] { return run_coverage(*options); }; });
}

}  // namespace dengbao::cli
