#include "base/one_line.h"

namespace dengbao {

auto one_line(std::string_view text) -> std::string {
  std::string out;
  bool space = false;
  for (const char c : text) {
    const bool white = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!white && space && !out.empty()) out += ' ';
    if (!white) out += c;
    space = white;
  }
  return out;
}

}  // namespace dengbao
