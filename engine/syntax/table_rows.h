#pragma once

#include <vector>

#include "syntax/pieces.h"

namespace dengbao::syntax {

// In a decision table, puts a ROW before the first word of every line, from the first line that holds a bar.
void mark_table_rows(std::vector<TokenPtr>& tokens);

}  // namespace dengbao::syntax
