#pragma once

#include <string>

#include "report/document.h"
#include "report/gap/gap_report.h"
#include "report/print_html.h"

// The forms of the gap analysis.
namespace dengbao::report {

// What every form is made from.
struct GapMatter {
  const Context& context;
  const assess::Assessment& assessment;
  const GapReport& report;
};

[[nodiscard]] auto gap_text(const GapMatter& matter) -> std::string;
[[nodiscard]] auto gap_json(const GapMatter& matter) -> std::string;
[[nodiscard]] auto gap_markdown(const GapMatter& matter) -> std::string;
// One self-contained page without scripts, laid out for paper: a renderer makes a PDF of it as it is.
[[nodiscard]] auto gap_html(const GapMatter& matter) -> std::string;
// The table that assessors keep, and what is to be done.
[[nodiscard]] auto gap_xlsx(const GapMatter& matter) -> std::string;

// The report as a document, in the language of the context.
[[nodiscard]] auto gap_document(const GapMatter& matter) -> Document;

}  // namespace dengbao::report
