#include <CLI/CLI.hpp>
#include <memory>

#include "author/manual.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"

namespace dengbao::cli {
namespace {

constexpr auto example_en = R"(
Example:
  dengbao doc -o manual.html
  dengbao doc my.policy --format markdown --lang zh)";
constexpr auto example_zh = R"(
示例：
  dengbao doc -o manual.html --lang zh
  dengbao doc my.policy --format markdown --lang zh)";

struct DocOptions {
  Options common;
  std::vector<std::string> paths;
  std::string form = "html";
};

auto run_doc(const DocOptions& options) -> int {
  auto common = options.common;
  common.policies.insert(common.policies.end(), options.paths.begin(), options.paths.end());
  Session session(common);
  if (!session.check_options()) return session.finish(status_bad_input);
  if (options.form != "html" && options.form != "markdown") {
    session.usage(say("`{}` is not a form of the manual; write html or markdown",
                      "手册没有 `{}` 格式；可用 html 或 markdown", options.form));
    return session.finish(status_bad_input);
  }
  const auto policies = session.read_policies();
  const auto program =
      session.sink().errors() == 0 ? model::compile(policies, session.sources(), session.sink()) : std::nullopt;
  if (!program) return session.finish(status_bad_input);
  const auto manual = author::make_manual(*program, policies, session.sources());
  return session.finish(status_holds, options.form == "html" ? report::document_html(manual, session.lang())
                                                             : report::document_markdown(manual, session.lang()));
}

}  // namespace

void add_doc(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand("doc", zh ? "把策略编成可读的手册" : "a readable manual of the policies");
  command->footer(zh ? example_zh : example_en);
  auto options = std::make_shared<DocOptions>();
  command->add_option("PATHS", options->paths, zh ? "策略文件夹或文件" : "folders or files of policies");
  command
      ->add_option("--format", options->form,
                   zh ? "html（含中英文）或 markdown" : "html (in both languages) or markdown")
      ->type_name("html|markdown");
  add_output(*command, options->common, lang, false);
  add_policies(*command, options->common, lang);
  command->callback([options, &run] { run = [options] { return run_doc(*options); }; });
}

}  // namespace dengbao::cli
