#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

// What the columns of an asset inventory mean: by names that are well known, or as a map of the user says.
namespace dengbao::importing {

// What a cell can say. The names are those of the facts below a host; `asset/…` those of its entry in the asset
// register, `maintenance/responsible` who maintains it.
enum class AssetField : std::uint8_t {
  id,
  name,
  kind,
  zone,
  addresses,
  os_name,
  os_version,
  importance,
  serial_number,
  asset_id,
  asset_department,
  asset_place,
  asset_rank,
  responsible,
};
[[nodiscard]] auto field_name(AssetField field) -> std::string_view;
[[nodiscard]] auto asset_fields() -> const std::vector<std::string>&;

struct ColumnMeaning {
  enum class Kind : std::uint8_t {
    fields,   // it says these; of none it is understood, and no fact asks for it
    secret,   // passwords and the like: never read
    unknown,  // nobody knows
  };
  Kind kind = Kind::unknown;
  std::vector<AssetField> fields;
  bool of_something = false;  // "version": of the system only where another column names it
};

// One line of a map: a column's heading, and what it says. No field at all: it is not to be read.
struct MappedColumn {
  std::string heading;
  std::vector<AssetField> fields;
  Span span;
};
using ColumnMap = std::vector<MappedColumn>;

// The map as JSON: `{"资产名": "name", "主机": ["id", "name"], "备注2": null}`. Reports C0807 of what is no such
// map, C0808 of fields that there are not, all at once.
[[nodiscard]] auto read_column_map(const Sources& sources, FileId file, Sink& sink) -> ColumnMap;

// Columns of a map that a source does not have, as indexes into the map, and the headings that it has.
struct MissingColumns {
  std::vector<std::size_t> entries;
  std::vector<std::string> headings;
};

// Headings without what differs between tables: letters' case, blanks, signs, remarks in brackets.
[[nodiscard]] auto plain_heading(std::string_view heading) -> std::string;

// By the map, else by well-known names in English and Chinese. A column of passwords is secret whatever the map says.
[[nodiscard]] auto meaning_of(std::string_view heading, const ColumnMap& map) -> ColumnMeaning;

}  // namespace dengbao::importing
