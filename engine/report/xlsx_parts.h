#pragma once

#include <string>
#include <string_view>

#include "report/xlsx_library.h"

// What everything that writes a workbook needs.
namespace dengbao::report {

// A file that is memory only; the library writes to a path, and this one leads to it.
class MemoryFile {
 public:
  MemoryFile();
  MemoryFile(const MemoryFile&) = delete;
  auto operator=(const MemoryFile&) -> MemoryFile& = delete;
  ~MemoryFile();

  [[nodiscard]] auto path() const -> std::string;
  [[nodiscard]] auto bytes() const -> std::string;

 private:
  int number_;
};

// Throws where it is not installed.
[[nodiscard]] auto needed_xlsx_library() -> const XlsxLibrary&;
// Throws what the library says of an error.
void check(lxw_error error);

// Without what XML does not allow; line breaks stay.
[[nodiscard]] auto cell_text(std::string_view text) -> std::string;
// In heads and feet of pages `&` begins an order.
[[nodiscard]] auto header_text(const std::string& text) -> std::string;

inline constexpr double line_height = 14.5;  // points, of letters of 10 points
inline constexpr double tallest_row = 409;   // points; no row can be taller

// How many lines a text takes in a column; a wide character takes two places.
[[nodiscard]] auto lines_of(std::string_view text, double width) -> double;

}  // namespace dengbao::report
