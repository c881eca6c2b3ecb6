#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "syntax/ast.h"

namespace dengbao::syntax::test {

// A parsed text, with all that refers to it.
struct Parsed {
  Sources sources;
  Sink sink;
  File file;
};
auto parse_text(std::string text) -> Parsed;

// The dump of a text that has no errors; the messages where it has some.
auto dump_of(std::string text) -> std::string;
// The dump of `expr` alone, as the body of a definition.
auto dump_expr(const std::string& expr) -> std::string;

// "P0101 3:5 unexpected …", one a message, in order.
auto messages(const Parsed& parsed) -> std::vector<std::string>;
auto messages_of(std::string text) -> std::vector<std::string>;

}  // namespace dengbao::syntax::test
