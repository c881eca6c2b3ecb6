#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/localised.h"

// Workbooks, whatever program saved them. The one door to libzip.
namespace dengbao::assess {

struct XlsxCell {
  enum class Kind : std::uint8_t { text, number, truth, error };
  Kind kind = Kind::text;
  std::string text;   // of a number its digits, of a truth `1` or `0`
  bool date = false;  // a number that is shown as a date
};

// Rows and columns count from 0.
using XlsxPlace = std::pair<std::uint32_t, std::uint32_t>;
struct XlsxSheet {
  std::string name;
  std::map<XlsxPlace, XlsxCell> cells;  // those that hold something
  // Cells that are shown as one, from the first to the last: what the first holds stands for all.
  std::vector<std::pair<XlsxPlace, XlsxPlace>> merged;
};
struct XlsxBook {
  std::vector<XlsxSheet> sheets;
  bool from_1904 = false;  // the first day that numbers of days are counted from
};

// Reads an Office Open XML workbook; values only: of a formula what it came to when the file was saved. Or says why it
// is none. What is larger than people fill in by hand, or declares entities of its own, is refused.
[[nodiscard]] auto read_xlsx(std::string_view bytes) -> std::variant<XlsxBook, Localised>;

// The bytes begin as a ZIP archive does.
[[nodiscard]] auto looks_like_xlsx(std::string_view bytes) -> bool;

// C4, of row 3 and column 2.
[[nodiscard]] auto cell_name(XlsxPlace place) -> std::string;

// The day that a number stands for, as 2026-11-21; nothing for a number that is none.
[[nodiscard]] auto day_of_number(std::string_view number, bool from_1904) -> std::string;

}  // namespace dengbao::assess
