#include "import/table.h"

#include <algorithm>

#include "assess/survey/xlsx_reader.h"
#include "import/plain_text.h"

namespace dengbao::importing {
namespace {

class SeparatedReader {
 public:
  SeparatedReader(std::string_view text, char separator) : text_(text), separator_(separator) {}

  auto read() -> Table {
    Table table;
    for (std::uint32_t number = 1; at_ < text_.size(); ++number) {
      TableRow row{number, {}};
      read_row(row);
      if (!row.cells.empty()) table.rows.push_back(std::move(row));
    }
    return table;
  }

 private:
  void read_row(TableRow& row) {
    for (std::uint32_t column = 0;; ++column) {
      const auto value = is('"') ? quoted() : plain();
      if (const auto text = trim_blanks(value); !text.empty()) row.cells.emplace(column, text);
      if (!is(separator_)) break;
      ++at_;
    }
    if (is('\r')) ++at_;
    if (is('\n')) ++at_;
  }

  auto plain() -> std::string {
    const auto begin = at_;
    while (at_ < text_.size() && !ends_value()) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  auto quoted() -> std::string {
    std::string value;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') break;
        ++at_;
      }
      value += text_[at_];
    }
    if (at_ < text_.size()) ++at_;
    return value + plain();
  }

  [[nodiscard]] auto ends_value() const -> bool {
    return text_[at_] == separator_ || text_[at_] == '\n' || text_[at_] == '\r';
  }
  [[nodiscard]] auto is(char wanted) const -> bool { return at_ < text_.size() && text_[at_] == wanted; }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
};

auto rows_of_sheet(const assess::XlsxSheet& sheet, bool from_1904) -> std::vector<TableRow> {
  std::vector<TableRow> rows;
  for (const auto& [place, cell] : sheet.cells) {
    if (cell.kind == assess::XlsxCell::Kind::error) continue;
    auto value = cell.date ? assess::day_of_number(cell.text, from_1904) : std::string();
    if (value.empty()) value = cell.text;
    const auto text = trim_blanks(value);
    if (text.empty()) continue;
    if (rows.empty() || rows.back().number != place.first + 1) rows.push_back({place.first + 1, {}});
    rows.back().cells.emplace(place.second, text);
  }
  return rows;
}

// What merged cells say in each of their rows. Workbooks that people make stay far below the limit.
void spread_merged(const assess::XlsxSheet& sheet, std::vector<TableRow>& rows) {
  std::size_t left = 2'000'000;
  for (const auto& [first, last] : sheet.merged) {
    auto row = std::ranges::lower_bound(rows, first.first + 1, {}, &TableRow::number);
    if (row == rows.end() || row->number != first.first + 1) continue;
    const std::string text(row->cell(first.second));
    if (text.empty()) continue;
    for (++row; row != rows.end() && row->number <= last.first + 1; ++row) {
      if (left-- == 0) return;
      row->cells.emplace(first.second, text);
    }
  }
}

}  // namespace

auto TableRow::cell(std::uint32_t column) const -> std::string_view {
  const auto found = cells.find(column);
  return found == cells.end() ? std::string_view() : std::string_view(found->second);
}

auto read_separated(std::string_view text, char separator) -> Table { return SeparatedReader(text, separator).read(); }

auto read_workbook(std::string_view bytes) -> std::variant<std::vector<Table>, Localised> {
  auto book = assess::read_xlsx(bytes);
  if (auto* fault = std::get_if<Localised>(&book)) return std::move(*fault);
  const auto& read = std::get<assess::XlsxBook>(book);
  std::vector<Table> tables;
  for (const auto& sheet : read.sheets) {
    Table table{sheet.name, rows_of_sheet(sheet, read.from_1904)};
    spread_merged(sheet, table.rows);
    if (!table.rows.empty()) tables.push_back(std::move(table));
  }
  if (tables.size() == 1) tables.front().name.clear();
  return tables;
}

auto looks_like_workbook(std::string_view bytes) -> bool { return assess::looks_like_xlsx(bytes); }
auto looks_like_old_workbook(std::string_view bytes) -> bool { return bytes.starts_with("\xd0\xcf\x11\xe0"); }

}  // namespace dengbao::importing
