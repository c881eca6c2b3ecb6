#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "assess/survey/answer_value.h"
#include "assess/survey/merge_answers.h"

// One answer for many things.
namespace dengbao::assess {

// The things that an answer to a group is for, by the names of the elements; `there`: all that the facts have. A fault
// without `what`: its `help` is the step of the name that the policies do not know.
[[nodiscard]] auto things_meant(const model::Program& program, const Answer& answer,
                                const std::vector<std::string>& there)
    -> std::variant<std::vector<std::string>, AnswerFault>;

// What the evidence says of it: ", answered for all of 25 devices and systems". Nothing where there is only one thing.
[[nodiscard]] auto answered_at_once(const model::Program& program, std::string_view group, std::size_t things,
                                    std::size_t of) -> Localised;

}  // namespace dengbao::assess
