#pragma once

#include <string>

#include "explain/evaluator.h"
#include "report/context.h"

namespace dengbao::report {

// Why a fact is not known, in the file's own words: "not looked at: the host was down"; "the list is not complete".
[[nodiscard]] auto unknown_words(const Context& context, explain::FactRef fact) -> std::string;

}  // namespace dengbao::report
