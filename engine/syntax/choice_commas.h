#pragma once

#include <vector>

#include "syntax/pieces.h"

namespace dengbao::syntax {

// Gives the commas between the choices of `is one of a, b, c` the type CHOICE_COMMA. The list takes every comma up to
// the end of its parenthesis or the next word that no choice can hold (`and`, `satisfies` …).
void mark_choice_commas(std::vector<TokenPtr>& tokens);

}  // namespace dengbao::syntax
