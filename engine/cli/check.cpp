#include <CLI/CLI.hpp>
#include <memory>

#include "author/clause_coverage.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "eval/plan.h"
#include "model/compile.h"
#include "model/dump.h"
#include "syntax/dump.h"

namespace dengbao::cli {
namespace {

constexpr auto check_example_en = R"(
Example:
  dengbao check policies/
  dengbao check my.policy --dump ast
  dengbao check my.policy --format json)";
constexpr auto check_example_zh = R"(
示例：
  dengbao check policies/ --lang zh
  dengbao check my.policy --dump ast
  dengbao check my.policy --format json)";

struct CheckOptions {
  Options common;
  std::vector<std::string> paths;
  std::string dump;
};

struct Coverage {
  std::size_t clauses = 0;
  std::size_t covered = 0;
};

// Of the scheme's catalogue, over all its parts.
auto coverage_at(const model::Program& program, const std::vector<author::PartCoverage>& parts, std::uint32_t level)
    -> Coverage {
  Coverage coverage;
  for (const auto& part : parts) {
    if (part.source != *program.scheme.catalogue || part.level != level) continue;
    coverage.clauses += part.clauses;
    coverage.covered += part.covered;
  }
  return coverage;
}

// Those of one kind that stand at the level; without a level all of them.
auto count_rules(const model::Program& program, model::RuleKind kind, std::optional<std::uint32_t> level = {})
    -> std::size_t {
  std::size_t count = 0;
  for (const auto& rule : program.requirements) {
    count += rule.kind == kind && (!level || rule.stands_at(*level)) ? 1 : 0;
  }
  return count;
}

// Those made for outcomes and tests stand nowhere in the policies.
auto declared_records(const model::Program& program) -> std::size_t {
  std::size_t count = 0;
  for (const auto& record : program.records) count += record.span.end > 0 ? 1 : 0;
  return count;
}

// What there is to use, where nothing can be assessed.
auto library_summary(const model::Program& program, Lang lang) -> std::string {
  return say("a library without a scheme: {} definitions, {} relations, {} tables, {} parameters, {} records, {} "
             "tests\n",
             "不含制度的定义库：{} 个定义，{} 个关系，{} 个决策表，{} 个参数，{} 个记录，{} 个测试\n",
             program.definitions.size(), program.relations.size(), program.tables.size(), program.parameters.size(),
             declared_records(program), program.tests.size())
      .in(lang);
}

// "; 3 risks, 2 duties", where there are any.
auto risks_and_duties(const model::Program& program, Lang lang, std::optional<std::uint32_t> level = {})
    -> std::string {
  const auto risks = count_rules(program, model::RuleKind::risk, level);
  const auto duties = count_rules(program, model::RuleKind::duty, level);
  if (risks + duties == 0) return {};
  return say("; {} risks, {} duties", "；{} 项风险，{} 项义务", risks, duties).in(lang);
}

auto summary(const model::Program& program, Lang lang) -> std::string {
  if (!program.has_scheme) return library_summary(program, lang);
  using enum model::RuleKind;
  const auto words = say("{} requirements, {} parameters, {} definitions, {} records",
                         "{} 项要求，{} 个参数，{} 个定义，{} 个记录", count_rules(program, requirement),
                         program.parameters.size(), program.definitions.size(), declared_records(program));
  auto out = words.in(lang) + risks_and_duties(program, lang) + "\n";
  const auto parts = author::clause_coverage(program);
  for (auto level = program.scheme.lowest; level <= program.scheme.highest; ++level) {
    out += say("level {}: {} requirements", "第 {} 级：{} 项要求", level, count_rules(program, requirement, level))
               .in(lang);
    out += risks_and_duties(program, lang, level);
    if (program.scheme.catalogue) {
      const auto coverage = coverage_at(program, parts, level);
      out += say("; {} of {} clauses are cited", "；{1} 条条款中已引用 {0} 条", coverage.covered, coverage.clauses)
                 .in(lang);
    }
    out += "\n";
  }
  return out;
}

auto dump_trees(Session& session) -> std::string {
  const auto policies = session.read_policies();
  std::string out;
  for (std::size_t i = 0; i < policies.own; ++i) out += syntax::dump(policies.files[i]);
  return out;
}

// The messages are the result, so that editors find them where they look for results.
auto check_for_editor(Session& session) -> int {
  const auto status = session.load_program() ? status_holds : status_bad_input;
  return session.finish_with_messages(status);
}

auto run_check(const CheckOptions& options) -> int {
  auto common = options.common;
  common.policies.insert(common.policies.end(), options.paths.begin(), options.paths.end());
  Session session(common);
  if (!session.check_options()) return session.finish(status_bad_input);
  if (options.dump == "ast") {
    const auto trees = dump_trees(session);
    return session.finish(status_holds, trees);
  }
  if (!options.dump.empty() && options.dump != "model" && options.dump != "plan") {
    session.usage(
        say("`{}` cannot be dumped; write ast, model or plan", "无法输出 `{}`；可用 ast、model 或 plan", options.dump));
    return session.finish(status_bad_input);
  }
  if (options.common.format == "json") return check_for_editor(session);
  if (!session.load_program()) return session.finish(status_bad_input);
  const auto& program = session.program();
  if (options.dump == "plan") return session.finish(status_holds, eval::dump_plan(eval::make_plan(program)));
  return session.finish(status_holds, options.dump.empty() ? summary(program, session.lang()) : model::dump(program));
}

}  // namespace

void add_check(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command =
      program.add_subcommand("check", zh ? "检查策略：语法、名称、类型、条款" : "compile policies and report mistakes");
  command->footer(zh ? check_example_zh : check_example_en);
  auto options = std::make_shared<CheckOptions>();
  command->add_option("PATHS", options->paths, zh ? "策略文件夹或文件" : "folders or files of policies");
  command
      ->add_option("--dump", options->dump,
                   zh ? "输出 ast（语法树）、model（模型）或 plan（执行计划）"
                      : "print the ast, the model or the plan of the evaluation")
      ->type_name("ast|model");
  add_output(*command, options->common, lang, true);
  add_policies(*command, options->common, lang);
  command->callback([options, &run] { run = [options] { return run_check(*options); }; });
}

}  // namespace dengbao::cli
