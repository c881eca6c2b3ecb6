#include <fmt/ranges.h>
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "assess/assessment.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "report/explanation.h"
#include "report/subject.h"

namespace dengbao::cli {
namespace {

constexpr auto explain_example_en = R"(
Example:
  dengbao explain plant.json identity.unique-and-strong --level 3
  dengbao explain plant.json identity.unique-and-strong --subject db-1 --level 3 --full

Exit status: 0 it holds, 1 it fails, 2 it is undecided, 3 the input is at fault)";
constexpr auto explain_example_zh = R"(
示例：
  dengbao explain plant.json identity.unique-and-strong --level 3 --lang zh
  dengbao explain plant.json identity.unique-and-strong --subject db-1 --level 3 --full

退出状态：0 符合；1 不符合；2 未判定；3 输入有误)";

constexpr std::size_t names_listed = 10;

struct ExplainOptions {
  Options common;
  std::string requirement;
  std::string subject;
  bool full = false;
  bool margin = false;
};

// The requirement called so, which stands at its level. Of several with one name, the only one that stands.
auto find_requirement(Session& session, const std::string& name) -> std::optional<model::RequirementId> {
  const auto& program = session.program();
  const auto called = program.find_requirement(name);
  if (called.empty()) {
    std::vector<std::string> names;
    for (const auto& requirement : program.requirements) names.push_back(requirement.name);
    session.sink().report(Code::unknown_requirement, name).did_you_mean(name, names).emit();
    return std::nullopt;
  }
  std::vector<model::RequirementId> standing;
  std::ranges::copy_if(called, std::back_inserter(standing), [&](model::RequirementId id) {
    const auto& requirement = program.requirements[id];
    return requirement.stands_at(session.settings().level_of(requirement));
  });
  if (standing.size() == 1) return standing.front();
  const auto& first = program.requirements[called.front()];
  if (standing.empty()) {
    session.sink()
        .report(Code::requirement_not_at_level, name, session.settings().level_of(first),
                fmt::format("{}", fmt::join(first.levels, ", ")))
        .emit();
    return std::nullopt;
  }
  std::vector<std::string> names;
  names.reserve(standing.size());
  for (const auto id : standing) names.push_back(program.requirements[id].qualified());
  session.usage(say("several requirements are called `{}`: {}", "有多个要求叫 `{}`：{}", name,
                    fmt::format("{}", fmt::join(names, ", "))));
  return std::nullopt;
}

void report_unknown_subject(Session& session, const explain::Judgement& judgement, const ExplainOptions& options) {
  std::vector<std::string> ids;
  ids.reserve(judgement.subjects.size());
  for (const auto& judged : judgement.subjects) ids.push_back(report::subject_id(session.context(), judged));
  auto listed = ids;
  if (listed.size() > names_listed) {
    listed.resize(names_listed);
    listed.emplace_back("…");
  }
  session.sink()
      .report(Code::unknown_subject, options.requirement, options.subject,
              listed.empty() ? "-" : fmt::format("{}", fmt::join(listed, ", ")))
      .did_you_mean(options.subject, ids)
      .emit();
}

auto status_of(eval::Verdict verdict) -> int {
  if (verdict == eval::Verdict::undecided) return status_undecided;
  return eval::standing(verdict) == eval::Standing::bad ? status_fails : status_holds;
}

struct ReasonForm {
  const char* name;
  auto (*write)(const report::Context&, const explain::Judgement&, const explain::JudgedSubject*,
                const report::ExplanationOptions&) -> std::string;
};
constexpr ReasonForm reason_forms[] = {
    {"text", report::explanation_text},
    {"json", report::explanation_json},
    {"markdown", report::explanation_markdown},
};

auto explained(Session& session, const ExplainOptions& options, const explain::Judgement& judgement,
               const explain::JudgedSubject* subject) -> int {
  const report::ExplanationOptions form{.full = options.full, .margin = options.margin};
  const auto form_called = std::ranges::find(reason_forms, options.common.format,
                                             [](const ReasonForm& one) { return std::string(one.name); });
  const auto result = form_called->write(session.context(), judgement, subject, form);
  return session.finish(status_of(subject != nullptr ? subject->verdict : judgement.verdict.verdict), result);
}

auto run_explain(const ExplainOptions& options) -> int {
  Session session(options.common);
  if (options.requirement.empty()) {
    session.usage({"name the requirement: dengbao explain FACTS REQUIREMENT --level 3",
                   "请写明要求：dengbao explain FACTS REQUIREMENT --level 3"});
    return session.finish(status_bad_input);
  }
  if (!session.load()) return session.finish(status_bad_input);
  const auto id = find_requirement(session, options.requirement);
  if (!id) return session.finish(status_bad_input);
  const auto judgement = assess::judge(session.program(), session.facts(), session.settings(), *id);
  if (options.subject.empty()) return explained(session, options, judgement, nullptr);
  const auto subject = std::ranges::find_if(judgement.subjects, [&](const explain::JudgedSubject& judged) {
    return report::is_subject(session.context(), judged, options.subject);
  });
  if (subject != judgement.subjects.end()) return explained(session, options, judgement, &*subject);
  report_unknown_subject(session, judgement, options);
  return session.finish(status_bad_input);
}

}  // namespace

void add_explain(CLI::App& program, Lang lang, Run& run) {
  const auto zh = lang == Lang::zh;
  auto* command = program.add_subcommand("explain", zh ? "解释一项要求的结论：为什么、缺什么、依据什么"
                                                       : "why a requirement has its verdict, and who says so");
  command->footer(zh ? explain_example_zh : explain_example_en);
  auto options = std::make_shared<ExplainOptions>();
  options->common.formats.clear();
  for (const auto& form : reason_forms) options->common.formats.emplace_back(form.name);
  add_facts(*command, options->common, lang);
  command->add_option("REQUIREMENT", options->requirement,
                      zh ? "要求的名称" : "the requirement's name, such as identity.unique-and-strong");
  command
      ->add_option("--subject", options->subject,
                   zh ? "只解释这一个对象（默认：最差的几个）" : "only this subject (default: the worst ones)")
      ->type_name("ID");
  command->add_flag("--margin", options->margin,
                    zh ? "对符合的对象，说明怎样的最小变化会使其不再符合"
                       : "of what passes, the smallest change that would break it");
  command->add_flag("--full", options->full, zh ? "显示全部步骤" : "show every step");
  add_output(*command, options->common, lang, true);
  add_policies(*command, options->common, lang);
  command->callback([options, &run] { run = [options] { return run_explain(*options); }; });
}

}  // namespace dengbao::cli
