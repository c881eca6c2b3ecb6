#pragma once

#include <antlr4-runtime.h>

#include <string_view>
#include <vector>

#include "base/source.h"

namespace dengbao::syntax {

// Where tokens stand in the file. ANTLR counts code points, spans count bytes.
class Origin {
 public:
  // The text of `file` must be valid UTF-8.
  Origin(const Sources& sources, FileId file);

  [[nodiscard]] auto span(const antlr4::Token* token) const -> Span;
  // From the first to the last token of the rule.
  [[nodiscard]] auto span(const antlr4::ParserRuleContext* rule) const -> Span;
  [[nodiscard]] auto text(const antlr4::Token* token) const -> std::string_view;
  [[nodiscard]] auto text(Span span) const -> std::string_view {
    return text_.substr(span.begin, span.end - span.begin);
  }
  // The whole text without a byte order mark: what the lexer is given.
  [[nodiscard]] auto body() const -> std::string_view { return text_.substr(start_); }
  [[nodiscard]] auto file() const -> FileId { return file_; }

 private:
  [[nodiscard]] auto byte(std::size_t code_point) const -> std::uint32_t;

  FileId file_;
  std::string_view text_;
  std::uint32_t start_ = 0;           // bytes of the byte order mark
  std::vector<std::uint32_t> bytes_;  // offset of every code point and of the end; empty where all are ASCII
};

}  // namespace dengbao::syntax
