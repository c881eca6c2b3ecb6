#include "syntax/ast.h"

namespace dengbao::syntax {

auto Path::text() const -> std::string {
  std::string out;
  for (const auto& name : names) {
    if (!out.empty()) out += '.';
    out += name.text;
  }
  return out;
}

}  // namespace dengbao::syntax
