#pragma once

#include <string>

#include "assess/survey/groups.h"
#include "assess/survey/inquiry.h"
#include "report/context.h"

namespace dengbao::report {

// What is asked, in both languages.
struct QuestionWords {
  Localised thing;    // of what: "device or system db-1 · account root"; empty for the network itself
  Localised label;    // "minimum password length"
  Localised ask;      // the question; made from the label where the policies put none
  Localised form;     // "a number", "one of …"
  Localised example;  // may be empty
  Localised state;    // "not looked at", "some are known: db-1; is that all?"; empty where nothing is said
};
[[nodiscard]] auto question_words(const model::Program& program, const assess::Question& question) -> QuestionWords;

// A group's: the thing is "35 devices and systems · accounts · server". Of a single question as above.
[[nodiscard]] auto group_words(const model::Program& program, const assess::Inquiry& inquiry,
                               const assess::Group& group) -> QuestionWords;
// The names of its things, as people say them.
[[nodiscard]] auto things_words(const assess::Inquiry& inquiry, const assess::Group& group, std::size_t most, Lang lang)
    -> std::string;

// The thing that a name of a fact or an element leads to; of a field the thing that has it.
[[nodiscard]] auto thing_words(const model::Program& program, std::string_view name) -> Localised;

// "decides or touches 12 rules: identity.unique-and-strong, …"
[[nodiscard]] auto waiting_words(const Context& context, const assess::Group& group, std::size_t names) -> std::string;

}  // namespace dengbao::report
