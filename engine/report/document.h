#pragma once

#include <string>
#include <variant>
#include <vector>

#include "base/localised.h"

// A document for people, in both languages, before it takes a form.
namespace dengbao::report {

// A stretch of words; `code` is shown as it is written, in one language.
struct Phrase {
  Localised words;
  bool code = false;
  std::string link;  // anchor of a heading of this document; may be empty
};
struct Heading {
  int depth = 1;
  std::string anchor;
  Phrase words;
};
struct Paragraph {
  std::vector<Phrase> phrases;
};
struct CodeBlock {
  std::string text;
};
struct Bullets {
  std::vector<std::vector<Phrase>> items;
};
struct Grid {
  std::vector<Phrase> head;
  std::vector<std::vector<std::vector<Phrase>>> rows;  // by row, by column
};
// A drawing, with what it shows in words: for who cannot see it, and for forms that have no drawings.
struct Picture {
  std::string svg;  // one element, without scripts, its texts escaped
  Localised words;
};
using Block = std::variant<Heading, Paragraph, CodeBlock, Bullets, Grid, Picture>;

struct Document {
  Localised title;
  std::vector<Block> blocks;
};

[[nodiscard]] auto plain(Localised words) -> Phrase;
// The same in either language.
[[nodiscard]] inline auto said(const std::string& words) -> Phrase { return plain({words, words}); }
[[nodiscard]] auto code(std::string text) -> Phrase;
[[nodiscard]] auto link(Phrase phrase, std::string anchor) -> Phrase;

// CommonMark with tables, in one language.
[[nodiscard]] auto document_markdown(const Document& document, Lang lang) -> std::string;
// One self-contained HTML file with both languages, `lang` shown first: switched in place, searched, printed on A4; no
// network and no scripts from elsewhere.
[[nodiscard]] auto document_html(const Document& document, Lang lang) -> std::string;

}  // namespace dengbao::report
