#pragma once

#include <string>

#include "explain/judge.h"
#include "report/context.h"

// Where the verdict is of no single subject.
namespace dengbao::report {

// "does not apply here", "whether it applies is not known"
[[nodiscard]] auto applies_words(const Context& context, const explain::Judgement& judgement) -> std::string;

// Why no subject was judged though it applies: nothing is in scope, none of its sources is in force.
[[nodiscard]] auto nothing_in_scope_words(const Context& context, const explain::Judgement& judgement) -> std::string;

}  // namespace dengbao::report
