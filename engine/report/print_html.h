#pragma once

#include <map>
#include <string>

#include "report/document.h"
#include "report/workbook.h"

namespace dengbao::report {

// How a document is put on paper.
struct PrintLook {
  std::string head;                   // at the top of every page
  std::string foot;                   // at the bottom, beside the number of the page
  std::map<std::string, Tone> tones;  // cells that are these words are coloured
};

// A document as one self-contained page for print, in one language: no scripts, nothing from elsewhere; A4 with page
// numbers, headings of tables repeated on each page, and bookmarks where a renderer makes them of headings.
[[nodiscard]] auto print_html(const Document& document, Lang lang, const PrintLook& look) -> std::string;

}  // namespace dengbao::report
