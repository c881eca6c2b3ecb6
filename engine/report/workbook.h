#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "value/calendar.h"

// A workbook for people who keep their tables in a spreadsheet, before it takes a form.
namespace dengbao::report {

// Text is text whatever it begins with, never a formula; it may have several lines.
using Cell = std::variant<std::string, std::uint32_t, double>;

enum class Tone : std::uint8_t { none, good, middling, bad, open, aside };

// A value of a column that is coloured wherever it stands.
struct Choice {
  std::string text;
  Tone tone = Tone::none;
};

struct Column {
  std::string title;
  double width = 10;  // characters
  std::vector<Choice> choices;
  bool choose = false;  // only `choices` may be filled in
};

struct SheetRow {
  std::vector<Cell> cells;
  bool heading = false;
};

struct Sheet {
  std::string name;             // at most 31 characters, none of []:*?/ and the backslash
  std::vector<Column> columns;  // their titles are the first row, unless all are empty
  std::vector<SheetRow> rows;
  std::uint16_t frozen = 1;  // columns that stay in sight, as the titles do
};

struct Workbook {
  std::string title;  // in the head of every page
  Date date;          // taken for the day on which it was made: the same contents give the same bytes
  std::vector<Sheet> sheets;
};

// Whether the library for it is installed: what writes workbooks asks first.
[[nodiscard]] auto can_write_xlsx() -> bool;
// As an Office Open XML workbook: titles frozen and repeated on every page, filters, wrapped text, A4 across. Throws if
// the library fails.
[[nodiscard]] auto workbook_xlsx(const Workbook& workbook) -> std::string;

}  // namespace dengbao::report
