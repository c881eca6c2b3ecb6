#pragma once

#include <string>

#include "assess/survey/xlsx_reader.h"
#include "report/survey/form.h"
#include "report/survey/survey.h"

namespace dengbao::report {

// The form as a workbook, in the report's language: headings protected, drop-downs for choices, dates as dates. Throws
// if the library fails.
[[nodiscard]] auto form_xlsx(const Context& context, const Form& form) -> std::string;

// The answers in a workbook that `form_xlsx` made, whatever program filled it in and saved it. `name`: of the file, for
// the places of what is wrong. Reports C0404 of another workbook.
[[nodiscard]] auto read_replies_xlsx(const model::Program& program, const assess::XlsxBook& book,
                                     const std::string& name, Sink& sink) -> std::optional<Replies>;

}  // namespace dengbao::report
