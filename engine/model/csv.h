#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"

namespace dengbao::model {

// One field of a CSV text: its value with the quotes resolved, and where it stands.
struct CsvField {
  std::string text;
  Span span;
};
struct CsvRow {
  std::vector<CsvField> fields;
  Span span;
};

// Splits a CSV text (RFC 4180; line ends LF or CRLF, an optional byte order mark, fields separated by commas). Empty
// lines are left out. A quote that is never closed ends with the text; `unclosed` then holds its place.
struct Csv {
  std::vector<CsvRow> rows;
  std::vector<Span> unclosed;
};
[[nodiscard]] auto read_csv(std::string_view text, FileId file) -> Csv;

}  // namespace dengbao::model
