#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/localised.h"

// Tables as office programs keep them.
namespace dengbao::importing {

struct TableRow {
  std::uint32_t number = 0;                    // as a spreadsheet counts it, from 1
  std::map<std::uint32_t, std::string> cells;  // by column from 0: those that hold something, without blanks around it

  // Empty where there is none.
  [[nodiscard]] auto cell(std::uint32_t column) const -> std::string_view;
};

struct Table {
  std::string name;            // of the sheet; empty where it is the only one
  std::vector<TableRow> rows;  // those that are not empty
};

// A text with values between separators (RFC 4180). A quote within a value is part of it; a row may go on over several
// lines inside quotes, and counts as one.
[[nodiscard]] auto read_separated(std::string_view text, char separator) -> Table;

// The sheets of a workbook, or why it is none. What was typed into cells that are shown as one, in the same column,
// stands in each of their rows.
[[nodiscard]] auto read_workbook(std::string_view bytes) -> std::variant<std::vector<Table>, Localised>;

// The bytes begin as a workbook does; as one of programs before 2007 does.
[[nodiscard]] auto looks_like_workbook(std::string_view bytes) -> bool;
[[nodiscard]] auto looks_like_old_workbook(std::string_view bytes) -> bool;

}  // namespace dengbao::importing
