#pragma once

#include <antlr4-runtime.h>

#include <span>
#include <string>
#include <vector>

#include "syntax/origin.h"
#include "syntax/phrase.h"
#include "syntax/pieces.h"

namespace dengbao::syntax {

// A comment as it stands in the file; `---` and rulers too.
struct Comment {
  std::string text;        // without blanks at its end
  std::size_t line = 0;    // from 1
  std::size_t column = 0;  // code points before it on its line
  std::size_t begin = 0;   // code points before it in the file
};
[[nodiscard]] auto read_comments(const Origin& origin) -> std::vector<Comment>;

// What stands around one word of a piece and is no word.
struct Around {
  std::vector<OwnLine> above;
  std::string behind;
  bool begins_line = false;
  bool blank_before = false;  // directly before it, not before the comments above it
};

// One entry for every token. Comments above the first token belong to no piece and are left out; those on the line of
// the last token are in.
[[nodiscard]] auto around_tokens(std::span<const TokenPtr> tokens, std::span<const Comment> comments)
    -> std::vector<Around>;

}  // namespace dengbao::syntax
