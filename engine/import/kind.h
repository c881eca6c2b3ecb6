#pragma once

#include <span>
#include <string>
#include <string_view>

#include "import/columns.h"
#include "import/findings.h"

namespace dengbao::importing {

// How the text of a source is written.
enum class Writing : unsigned char {
  plain,  // UTF-8, or what is put into it first (`Utf8Text`)
  own,    // the source itself tells (XML, workbooks), or its reader finds out
};

// One kind of source that can be imported. Each stands in a file of its own, `kinds/NAME.cpp`, which defines
// `auto kind_NAME() -> SourceKind`; the build finds it there.
struct SourceKind {
  std::string_view name;  // as it is called on the command line
  Localised label;        // "configuration of Huawei VRP devices"
  // Never throws. `text` may be any bytes; `name` is the file's, without folders and ending, for what has no name of
  // its own.
  void (*read)(std::string_view text, std::string_view name, Findings& findings) = nullptr;
  // The same with a map of columns, where sources of this kind have columns; null where they have none. What columns of
  // the map the source does not have is told; it is void then.
  auto (*read_columns)(std::string_view text, const ColumnMap& map, Findings& findings) -> MissingColumns = nullptr;
  Writing writing = Writing::plain;
};

// What a source without a name of its own is called: its file's name, without the endings that files of these kinds
// have. Other dots belong to the name: the fact cache of Ansible calls its files `10.0.0.5` and `db.shop.example`.
[[nodiscard]] auto source_title(std::string_view file) -> std::string;

// One source of this kind, as `kind.read` does, its text in UTF-8 where it can be put into it.
void read_source(const SourceKind& kind, std::string_view bytes, std::string_view name, Findings& findings);

// All kinds, by name.
[[nodiscard]] auto kinds() -> std::span<const SourceKind>;
// Null where there is none of this name.
[[nodiscard]] auto find_kind(std::string_view name) -> const SourceKind*;

}  // namespace dengbao::importing
