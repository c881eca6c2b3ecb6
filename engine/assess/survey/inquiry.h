#pragma once

#include <string>
#include <vector>

#include "assess/survey/fact_names.h"
#include "assess/survey/needed.h"

namespace dengbao::assess {

// A question that is still open.
struct Question {
  std::string name;     // of the fact: fact_names.h
  std::string pointer;  // where it would stand now
  model::FieldId field;
  std::uint64_t open = 0;  // as in `Need`
  std::uint64_t left = 0;
  std::uint32_t waiting = 0;
  std::vector<model::RequirementId> rules;
  facts::MissingNote absence;      // what the facts say of it: nobody looked, collection failed …
  bool incomplete_list = false;    // some elements are known
  std::vector<std::string> there;  // the keys of these
  [[nodiscard]] auto asked_before() const -> bool { return absence.absence != facts::Absence::not_given; }
};

struct Inquiry {
  std::vector<Question> questions;  // those that were asked before last, else the most decisive first
  FactsJson facts;                  // as they are, with the records that are taken to be there
};

// What is to be asked next of these facts, which have been read without errors. A record that is part of another
// (`password`, `boundary`) and has no question of its own in the policies is taken to be there: asked is what is in it.
[[nodiscard]] auto inquire(const eval::Plan& plan, std::string_view facts, const eval::Settings& settings,
                           const Selection& selection, Search search) -> Inquiry;

}  // namespace dengbao::assess
