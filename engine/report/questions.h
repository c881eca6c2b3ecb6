#pragma once

#include <string>
#include <vector>

#include "report/results.h"

namespace dengbao::report {

// A fact that nobody knows, and that some verdict waits for.
struct Question {
  explain::FactRef fact;
  std::string pointer;
  std::string label;                     // "host db-1: retention of logs"
  std::string ask;                       // the question that the policies put; may be empty
  std::string why;                       // "not looked at: the host was down"
  std::vector<const RuleResult*> rules;  // that wait for it
};

// The open questions of an assessment: what serves the most rules first, then in the order of the results.
[[nodiscard]] auto open_questions(const Context& context, const Results& results) -> std::vector<Question>;

// Why a fact is not known, in the file's own words: "not looked at: the host was down"; "the list is not complete".
[[nodiscard]] auto unknown_words(const Context& context, explain::FactRef fact) -> std::string;

}  // namespace dengbao::report
