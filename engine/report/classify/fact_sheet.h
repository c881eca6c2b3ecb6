#pragma once

#include <set>

#include "report/context.h"
#include "report/document.h"

// Facts as a form that a person finishes: what is known filled in, what is not a marked blank with its question.
namespace dengbao::report {

// Words of one language for a document that is written in the language of the context.
[[nodiscard]] auto form_words(const Context& context, std::string_view en, std::string_view zh) -> Phrase;

// A heading and a table for every row that has one of these facts, the network itself first with all that it is asked
// about itself. Lists of things are told by their elements; an empty one is said to be empty.
void add_fact_sheet(const Context& context, const std::set<explain::FactRef>& facts, Document& document);

// Lines for those who sign, at the end.
void add_signature(const Context& context, Document& document);

}  // namespace dengbao::report
