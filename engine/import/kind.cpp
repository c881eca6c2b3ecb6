#include "import/kind.h"

#include <algorithm>
#include <vector>

#include "import/charset.h"
#include "import/plain_text.h"

namespace dengbao::importing {

#define IMPORT_KIND(name) auto kind_##name()->SourceKind;
#include "import_kinds.inc"
#undef IMPORT_KIND

auto source_title(std::string_view file) -> std::string {
  constexpr std::string_view endings[] = {".json", ".txt",  ".log", ".yml",  ".yaml",  ".cfg", ".conf",
                                          ".xml",  ".csv",  ".tsv", ".xlsx", ".rules", ".nft", ".config",
                                          ".out",  ".text", ".dat", ".bak",  ".facts"};
  const auto small = small_letters(file);
  const auto* const ending = std::ranges::find_if(
      endings, [&](std::string_view one) { return small.size() > one.size() && small.ends_with(one); });
  return std::string(file.substr(0, file.size() - (ending == std::end(endings) ? 0 : ending->size())));
}

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
