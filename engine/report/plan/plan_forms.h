#pragma once

#include <string>

#include "report/plan/plan_report.h"

// The forms of the remediation plan.
namespace dengbao::report {

// What every form is made from.
struct PlanMatter {
  const Context& context;
  const assess::Assessment& assessment;
  const PlanReport& report;
};

[[nodiscard]] auto plan_text(const PlanMatter& matter) -> std::string;
[[nodiscard]] auto plan_json(const PlanMatter& matter) -> std::string;
[[nodiscard]] auto plan_markdown(const PlanMatter& matter) -> std::string;
// One self-contained page without scripts, laid out for paper, with a picture of how what is left goes down.
[[nodiscard]] auto plan_html(const PlanMatter& matter) -> std::string;
// A row a measure, for a project tracker: titles of columns are the same in both languages.
[[nodiscard]] auto plan_csv(const PlanMatter& matter) -> std::string;
[[nodiscard]] auto plan_xlsx(const PlanMatter& matter) -> std::string;
// What the plan promises rests on, as a JSON Patch (RFC 6902) of the facts: for `assess --patch`.
[[nodiscard]] auto plan_patch(const PlanMatter& matter) -> std::string;

}  // namespace dengbao::report
