#include <CLI/CLI.hpp>
#include <memory>

#include "author/manual.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "report/oscal_catalogue.h"

namespace dengbao::cli {
namespace {

constexpr auto doc_example_en = R"(
Example:
  dengbao doc -o manual.html
  dengbao doc my.policy --format markdown --lang zh
  dengbao doc --format oscal -o catalog.json
  dengbao doc --format oscal --level 3 --catalogue catalog.json -o level-3.json)";
constexpr auto doc_example_zh = R"(
示例：
  dengbao doc -o manual.html --lang zh
  dengbao doc my.policy --format markdown --lang zh
  dengbao doc --format oscal --lang zh -o catalog.json
  dengbao doc --format oscal --level 3 --catalogue catalog.json --lang zh -o level-3.json)";

struct DocOptions {
  Options common;
  std::vector<std::string> paths;
  std::string form = "html";
  std::string catalogue = "catalog.json";
};

// The catalogue of clauses, or with a level the profile that chooses from it.
auto run_oscal(Session& session, const DocOptions& options) -> int {
  if (!session.load_program() || !session.has_scheme()) return session.finish(status_bad_input);
  if (!session.program().scheme.catalogue) {
    session.usage(say("the scheme names no catalogue of clauses", "该制度未指定条款目录"));
    return session.finish(status_bad_input);
  }
  if (options.common.level.empty()) {
    return session.finish(status_holds, report::oscal_catalogue(session.program(), session.lang()));
  }
  if (!session.settle()) return session.finish(status_bad_input);
  return session.finish(
      status_holds, report::oscal_profile(session.program(), session.settings(), session.lang(), options.catalogue));
}

auto run_doc(const DocOptions& options) -> int {
  auto common = options.common;
  common.policies.insert(common.policies.end(), options.paths.begin(), options.paths.end());
  Session session(common);
  if (!session.check_options()) return session.finish(status_bad_input);
  if (options.form == "oscal") return run_oscal(session, options);
  if (options.form != "html" && options.form != "markdown") {
    session.usage(say("`{}` is not a form of the manual; write html, markdown or oscal",
                      "手册没有 `{}` 格式；可用 html、markdown 或 oscal", options.form));
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
  command->footer(zh ? doc_example_zh : doc_example_en);
  auto options = std::make_shared<DocOptions>();
  command->add_option("PATHS", options->paths, zh ? "策略文件夹或文件" : "folders or files of policies");
  command
      ->add_option(
          "--format", options->form,
          zh ? "html（含中英文）、markdown，或 oscal（条款目录；给出级别时为该级基线）"
             : "html (in both languages) or markdown; oscal: the catalogue of clauses, with --level its profile")
      ->type_name("html|markdown|oscal");
  command
      ->add_option("--level", options->common.level,
                   zh ? "oscal：基线的级别，如 3 或 S3A2" : "oscal: the profile of this level, 3 or S3A2")
      ->type_name("LEVEL");
  command
      ->add_option("--catalogue", options->catalogue,
                   zh ? "oscal：基线引用的目录文件（默认：catalog.json）"
                      : "oscal: where the profile finds the catalogue (default: catalog.json)")
      ->type_name("HREF");
  add_output(*command, options->common, lang, false);
  add_policies(*command, options->common, lang);
  command->callback([options, &run] { run = [options] { return run_doc(*options); }; });
}

}  // namespace dengbao::cli
