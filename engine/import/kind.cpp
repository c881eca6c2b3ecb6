#include "import/kind.h"

#include <algorithm>
#include <vector>

namespace dengbao::importing {

#define IMPORT_KIND(name) auto kind_##name()->SourceKind;
#include "import_kinds.inc"
#undef IMPORT_KIND

auto kinds() -> std::span<const SourceKind> {
  static const std::vector<SourceKind> all{
#define IMPORT_KIND(name) kind_##name(),
#include "import_kinds.inc"
#undef IMPORT_KIND
  };
  return all;
}

auto find_kind(std::string_view name) -> const SourceKind* {
  const auto all = kinds();
  const auto found = std::ranges::find(all, name, &SourceKind::name);
  return found == all.end() ? nullptr : &*found;
}

}  // namespace dengbao::importing
