#pragma once

#include <map>
#include <string>
#include <vector>

#include "import/columns.h"
#include "import/findings.h"
#include "import/table.h"

// The rows of an asset inventory, and what becomes of them as facts.
namespace dengbao::importing {

struct AssetRow {
  std::uint32_t number = 0;
  std::string sheet;                        // empty where there is one only
  std::map<AssetField, std::string> texts;  // what its cells say, without addresses
  std::vector<std::string> addresses;
  bool is_thing = false;  // of a kind that is none of the kinds of host, as a display; or of one that nobody knows
  std::map<std::size_t, std::vector<AssetField>> said;  // by piece of the findings: what its cell says
};

// The rows below the headings of a table, cell by cell; each cell is told to the findings.
class AssetTable {
 public:
  // Looks for the headings. Both must outlive it.
  AssetTable(const Table& table, const ColumnMap& map);

  // No row of it names columns that are known.
  [[nodiscard]] auto found() const -> bool { return header_ < table_.rows.size(); }
  // How many of its columns are understood.
  [[nodiscard]] auto known_columns() const -> std::size_t { return known_; }
  [[nodiscard]] auto headings() const -> std::vector<std::string>;
  // Where no row is that of headings: what is known of the row that comes nearest.
  [[nodiscard]] auto known_headings() const -> const std::vector<std::string>& { return nearest_; }

  [[nodiscard]] auto read(Findings& findings) const -> std::vector<AssetRow>;

 private:
  void read_cell(const ColumnMeaning& meaning, std::string_view heading, std::string_view cell, AssetRow& row,
                 Findings& findings) const;
  [[nodiscard]] auto class_of(std::string_view heading) const -> std::string;

  const Table& table_;
  std::size_t header_ = 0;
  std::size_t known_ = 0;
  std::map<std::uint32_t, ColumnMeaning> meanings_;
  std::vector<std::string> nearest_;
};

// The hosts and register entries that the rows describe. Rows about the same host (its identifier, host name) are one.
void write_assets(std::vector<AssetRow> rows, Findings& findings);

}  // namespace dengbao::importing
