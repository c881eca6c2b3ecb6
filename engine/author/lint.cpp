#include "author/lint.h"

#include <algorithm>
#include <span>

#include "author/lint_allow.h"
#include "author/lint_rules.h"
#include "base/one_line.h"

namespace dengbao::author {
namespace {

struct Row {
  Code code;
  Rule find;
};

// Every rule; its page stands in lint_pages.
constexpr Row rules[] = {
    {Code::lint_unused_definition, find_unused_definition},
    {Code::lint_unused_parameter, find_unused_parameter},
    {Code::lint_unused_field, find_unused_field},
    {Code::lint_always, find_always},
    {Code::lint_vacuous, find_vacuous},
    {Code::lint_unreachable_part, find_unreachable_part},
    {Code::lint_implied_part, find_implied_part},
    {Code::lint_swallowing_exception, find_swallowing_exception},
    {Code::lint_missing_zh, find_missing_zh},
    {Code::lint_missing_remedy, find_missing_remedy},
    {Code::lint_questionnaire, find_questionnaire},
    {Code::lint_overlapping_where, find_overlapping_where},
    {Code::lint_title_figure, find_title_figure},
    {Code::lint_missing_method, find_missing_method},
    {Code::lint_untested, find_untested},
    {Code::lint_weakening, find_weakening},
    {Code::lint_quadratic, find_quadratic},
    {Code::lint_double_negation, find_double_negation},
    {Code::lint_literal, find_literal},
    {Code::lint_missing_label, find_missing_label},
    {Code::lint_missing_ask, find_missing_ask},
    {Code::lint_undocumented, find_undocumented},
    {Code::lint_repeated_condition, find_repeated_condition},
    {Code::lint_unused_use, find_unused_use},
    {Code::lint_where_known, find_where_known},
};

auto written_requirements(const model::PolicySet& set, const model::Program& program) -> std::vector<Written> {
  std::vector<Written> out;
  for (const auto& made : program.requirements) {
    const auto& file = *std::ranges::find(set.files, made.span.file, &syntax::File::id);
    for (const auto& node : file.declarations) {
      const auto* written = std::get_if<syntax::Requirement>(&node.declaration);
      if (written != nullptr && written->name.span == made.span) out.push_back({&made, written, &file});
    }
  }
  return out;
}

}  // namespace

auto Policies::levels() const -> std::vector<std::uint32_t> {
  std::vector<std::uint32_t> out;
  for (auto level = program.scheme.lowest; level <= program.scheme.highest; ++level) out.push_back(level);
  return out;
}

auto Policies::levels(const model::Requirement& requirement) const -> std::vector<std::uint32_t> {
  return requirement.levels.empty() ? levels() : requirement.levels;
}

auto Policies::text(model::ExprId expr) const -> std::string {
  return one_line(sources.text(program.exprs[expr].span));
}

void lint(const model::PolicySet& policies, std::size_t judged, const model::Program& program, const Sources& sources,
          const std::set<std::string>& only, Sink& sink) {
  const Policies read{policies, program, sources, written_requirements(policies, program)};
  const auto asked = [&](Code code) { return only.empty() || only.contains(std::string(info(code).id)); };
  Sink comments;
  Allowances allowances(policies, sources, comments);
  Sink found;
  std::set<std::string> run;
  for (const auto& rule : rules) {
    if (!asked(rule.code)) continue;
    run.insert(std::string(info(rule.code).id));
    rule.find(read, found);
  }
  const auto is_judged = [&](const Diagnostic& finding) {
    const auto own = std::span(policies.files).first(judged);
    return std::ranges::find(own, finding.span.file, &syntax::File::id) != own.end();
  };
  for (auto& finding : found.sorted()) {
    if (is_judged(finding) && !allowances.cover(finding)) sink.add(std::move(finding));
  }
  allowances.report_unused(run, comments);
  for (auto& finding : comments.sorted()) {
    if (is_judged(finding) && asked(finding.code)) sink.add(std::move(finding));
  }
}

auto lint_codes() -> std::vector<Code> {
  std::vector<Code> out;
  for (const auto& rule : rules) out.push_back(rule.code);
  out.insert(out.end(), {Code::lint_unused_allow, Code::lint_bad_allow});
  std::ranges::sort(out, {}, [](Code code) { return info(code).id; });
  return out;
}

}  // namespace dengbao::author
