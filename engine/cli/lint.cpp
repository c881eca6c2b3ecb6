#include "author/lint.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "author/lint_pages.h"
#include "base/render_diagnostic.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "report/diagnostics_json.h"

namespace dengbao::cli {
namespace {

constexpr auto lint_example_en = R"(
Example:
  dengbao lint policies/
  dengbao lint my.policy --only L0105,L0113
  dengbao lint --explain L0105)";
constexpr auto lint_example_zh = R"(
示例：
  dengbao lint policies/ --lang zh
  dengbao lint my.policy --only L0105,L0113
  dengbao lint --explain L0105 --lang zh)";

struct LintOptions {
  Options common;
  std::vector<std::string> paths;
  std::string explain;
  bool list = false;
};

auto page_of(const std::string& id) -> const author::LintPage* {
  for (const auto code : author::lint_codes()) {
    if (info(code).id == id) return author::lint_page(code);
  }
  return nullptr;
}

auto complain_of_code(Session& session, const std::string& id) -> int {
  std::vector<std::string> known;
  for (const auto code : author::lint_codes()) known.emplace_back(info(code).id);
  session.sink()
      .report(Code::usage,
              say("no rule is called `{}`; --list shows all of them", "没有名为 `{}` 的规则；--list 列出全部规则", id))
      .did_you_mean(id, known)
      .emit();
  return session.finish(status_bad_input);
}

auto list_of_rules(Lang lang) -> std::string {
  std::string out;
  for (const auto code : author::lint_codes()) {
    out += fmt::format("{}  {}\n", info(code).id, author::lint_page(code)->title.in(lang));
  }
  return out;
}

// The findings as text or JSON; a last line counts them.
auto findings_text(const Sink& findings, const Sources& sources, const Options& options) -> std::string {
  const auto sorted = findings.sorted();
  if (options.format == "json") return report::diagnostics_json(sorted, sources);
  const auto lang = options.language();
  const auto total =
      sorted.empty() ? say("no findings\n", "没有发现\n") : say("\n{} findings\n", "\n{} 项发现\n", sorted.size());
  return render(sorted, sources, lang, options.output.empty() && coloured_output()) + total.in(lang);
}

auto lint_policies(const Options& options, Session& session) -> int {
  const auto set = session.read_policies();
  if (session.sink().errors() > 0) return session.finish(status_bad_input);
  const auto program = model::compile(set, session.sources(), session.sink());
  if (!program || session.sink().errors() > 0) return session.finish(status_bad_input);
  Sink findings;
  if (options.strict) findings.make_strict();
  author::lint(set, set.own, *program, session.sources(), {options.only.begin(), options.only.end()}, findings);
  const auto status = findings.empty() ? status_holds : status_fails;
  return session.finish(status, findings_text(findings, session.sources(), options));
}

auto run_lint(const LintOptions& options) -> int {
  auto common = options.common;
  common.policies.insert(common.policies.end(), options.paths.begin(), options.paths.end());
  Session session(common);
  if (!session.check_options()) return session.finish(status_bad_input);
  for (const auto& id : common.only) {
    if (page_of(id) == nullptr) return complain_of_code(session, id);
  }
  if (options.list) return session.finish(status_holds, list_of_rules(session.lang()));
  if (options.explain.empty()) return lint_policies(common, session);
  const auto* page = page_of(options.explain);
  if (page == nullptr) return complain_of_code(session, options.explain);
  return session.finish(status_holds, author::lint_page_text(*page, session.lang()));
}

}  // namespace

void add_lint(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand("lint", zh ? "查找策略中的薄弱之处" : "find weak spots of policies");
  command->footer(zh ? lint_example_zh : lint_example_en);
  auto options = std::make_shared<LintOptions>();
  command->add_option("PATHS", options->paths, zh ? "策略文件夹或文件" : "folders or files of policies");
  command->add_option("--only", options->common.only, zh ? "只运行这些规则" : "run these rules only")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("CODES");
  command->add_flag("--list", options->list, zh ? "列出全部规则" : "list all rules");
  command->add_option("--explain", options->explain, zh ? "说明一条规则" : "explain a rule")->type_name("CODE");
  add_output(*command, options->common, lang, true);
  add_policies(*command, options->common, lang);
  command->callback([options, &run] { run = [options] { return run_lint(*options); }; });
}

}  // namespace dengbao::cli
