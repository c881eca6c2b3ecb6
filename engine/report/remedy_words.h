#pragma once

#include <string>

#include "report/context.h"

namespace dengbao::report {

// A rule's remedy for no subject in particular: parameters by their values at that level, the subject by what it is
// ("the host"), the rest by the fields' labels. Empty if it has none.
[[nodiscard]] auto remedy_words(const Context& context, const model::Requirement& rule, std::uint32_t level)
    -> std::string;

}  // namespace dengbao::report
