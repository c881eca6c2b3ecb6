#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "assess/survey/fact_names.h"
#include "base/localised.h"

// What people answer, as a facts file writes it.
namespace dengbao::assess {

// What is wrong with an answer, and how to put it right.
struct AnswerFault {
  Localised what;  // "`twelve` is not a number"
  Localised help;
};

// The answer to a field as JSON: of a list all of it, of a record an object. Forms that people use are taken: the words
// of an enumeration in either language, `yes` and `是`, `2026/11/21`, `90 days`, several values of a list in one text,
// the keys of records in place of objects, the number of records that have no key.
[[nodiscard]] auto read_answer(const model::Program& program, model::FieldId field, const FactsJson& given)
    -> std::variant<FactsJson, AnswerFault>;

// `unknown`, `不清楚`: the one asked does not know. `none`, `没有`: there is no such thing. Of a list that is an empty
// one.
[[nodiscard]] auto means_unknown(std::string_view text) -> bool;
[[nodiscard]] auto means_none(std::string_view text) -> bool;
// Whether the text is a choice of an enumeration of this type: `none` may be one, and means that then.
[[nodiscard]] auto is_choice(const model::Program& program, Type type, std::string_view text) -> bool;

// An answer to the field as an example, in the form that people write it.
[[nodiscard]] auto example_of(const model::Program& program, model::FieldId field, Lang lang) -> std::string;

// "a date, as 2026-11-21"; "one of server, database"; "names of devices or systems, separated by ;"
[[nodiscard]] auto form_of_answer(const model::Program& program, model::FieldId field) -> Localised;

// Without white space at its ends.
[[nodiscard]] auto trimmed(std::string_view text) -> std::string_view;

}  // namespace dengbao::assess
