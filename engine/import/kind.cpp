#include "import/kind.h"

#include <algorithm>
#include <vector>

#include "import/charset.h"

namespace dengbao::importing {

#define IMPORT_KIND(name) auto kind_##name()->SourceKind;
#include "import_kinds.inc"
#undef IMPORT_KIND

void read_source(const SourceKind& kind, std::string_view bytes, std::string_view name, Findings& findings) {
  if (kind.writing == Writing::own) return kind.read(bytes, name, findings);
  kind.read(Utf8Text(bytes).view(), name, findings);
}

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
