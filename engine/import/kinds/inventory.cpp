#include <algorithm>
#include <array>

#include "base/diagnostic.h"
#include "base/utf8.h"
#include "import/asset_rows.h"
#include "import/charset.h"
#include "import/kind.h"

// Asset inventories: CSV, and workbooks (XLSX) of one or several sheets.
namespace dengbao::importing {
namespace {

// Which sign parts the values is seen by the headings that come of it.
auto separated_table(std::string_view text, const ColumnMap& map) -> Table {
  constexpr std::string_view announced = "sep=";
  if (text.starts_with(announced) && text.size() > announced.size() + 1) {
    return read_separated(text, text[announced.size()]);
  }
  constexpr std::size_t enough = std::size_t{64} << 10U;
  constexpr std::array separators{',', ';', '\t', '|'};
  char best = separators.front();
  std::size_t most = 0;
  for (const char separator : separators) {
    const auto begin = read_separated(text.substr(0, enough), separator);
    const auto known = AssetTable(begin, map).known_columns();
    if (known <= most) continue;
    most = known;
    best = separator;
  }
  return read_separated(text, best);
}

auto has_wide_letters(const std::vector<std::string>& headings) -> bool {
  return std::ranges::any_of(headings, [](const std::string& heading) {
    return std::ranges::any_of(heading, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  });
}

auto tables_in(std::string_view text, const ColumnMap& map, Findings& findings) -> std::vector<Table> {
  if (looks_like_old_workbook(text)) {
    findings.refuse({"it is a workbook of a program before 2007 (.xls); save it as .xlsx or CSV",
                     "这是旧格式工作簿（.xls），请另存为 .xlsx 或 CSV"});
    return {};
  }
  if (looks_like_workbook(text)) {
    auto book = read_workbook(text);
    if (auto* tables = std::get_if<std::vector<Table>>(&book)) return std::move(*tables);
    findings.refuse(std::get<Localised>(std::move(book)));
    return {};
  }
  auto decoded = decode_text(text);
  std::vector<Table> tables;
  if (decoded) tables.push_back(separated_table(decoded->text, map));
  // That a text makes sense as GB18030 proves nothing; that its headings do, does.
  const auto proves_nothing = [&] {
    const AssetTable assets(tables.front(), map);
    return assets.found() && !has_wide_letters(assets.headings());
  };
  if (!decoded || (decoded->guessed && proves_nothing())) {
    findings.refuse({"its text is neither UTF-8 nor GB18030 with Chinese headings; save it as UTF-8",
                     "其文字既不是 UTF-8，也不是带中文列名的 GB18030；请另存为 UTF-8"});
    return {};
  }
  return tables;
}

void tell_missing(const ColumnMap& map, MissingColumns& missing) {
  for (std::size_t i = 0; i < map.size(); ++i) {
    const auto wanted = plain_heading(map[i].heading);
    const bool there = std::ranges::any_of(
        missing.headings, [&](const std::string& heading) { return plain_heading(heading) == wanted; });
    if (!there) missing.entries.push_back(i);
  }
}

// Of headings only those that are known are shown: what else stands in a row may be anything.
auto why_no_headings(const std::vector<std::string>& known) -> Localised {
  if (known.empty()) {
    return {
        "no row of it names columns that are known (host name, IP address, serial number …); name them by "
        "--columns FILE",
        "没有一行是可识别的列名（主机名、IP地址、序列号等）；请用 --columns FILE 指明各列含义"};
  }
  std::string names;
  for (const auto& one : known) names += (names.empty() ? "`" : ", `") + utf8::printable(one) + '`';
  return say(
      "no row names enough columns that are known (only {}): it takes two, one of them the name, an address or a "
      "number of devices; name them by --columns FILE",
      "可识别的列名不足（只有 {}）：至少需要两列，其中一列为设备的名称、地址或编号；请用 --columns FILE 指明各列含义",
      names);
}

auto read_inventory_columns(std::string_view text, const ColumnMap& map, Findings& findings) -> MissingColumns {
  const auto tables = tables_in(text, map, findings);
  MissingColumns missing;
  if (findings.refusal) return missing;
  std::vector<AssetRow> rows;
  bool found = false;
  std::vector<std::string> nearest;
  for (const auto& table : tables) {
    const AssetTable assets(table, map);
    if (!assets.found()) {
      if (assets.known_headings().size() > nearest.size()) nearest = assets.known_headings();
      const auto what = (table.name.empty() ? "" : table.name + ": ") + "row of a sheet without known headings";
      for (const auto& row : table.rows) findings.read_piece(row.number, Use::unknown, what);
      continue;
    }
    found = true;
    for (auto& heading : assets.headings()) missing.headings.push_back(std::move(heading));
    for (auto& row : assets.read(findings)) rows.push_back(std::move(row));
  }
  if (found) tell_missing(map, missing);
  if (!missing.entries.empty()) return missing;
  if (!found) {
    findings.refuse(why_no_headings(nearest));
    return missing;
  }
  write_assets(std::move(rows), findings);
  return missing;
}

void read_inventory(std::string_view text, std::string_view /*name*/, Findings& findings) {
  static_cast<void>(read_inventory_columns(text, {}, findings));
}

}  // namespace

auto kind_inventory() -> SourceKind {
  return {"inventory",
          {"asset inventory (CSV, XLSX)", "资产清单（CSV、XLSX）"},
          read_inventory,
          read_inventory_columns,
          Writing::own};
}

}  // namespace dengbao::importing
