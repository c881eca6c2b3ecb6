#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>

#include "syntax/ast.h"

namespace dengbao::syntax {

// The text in quotes, with escapes as the language writes them.
[[nodiscard]] auto quote(std::string_view text) -> std::string;

// Writes indented lines, and expressions as one node a line.
class DumpWriter {
 public:
  explicit DumpWriter(const File& file) : file_(file) {}

  // Lines are indented one step more while the returned object lives.
  class Indent {
   public:
    explicit Indent(DumpWriter& writer) : writer_(writer) { ++writer_.depth_; }
    ~Indent() { --writer_.depth_; }
    Indent(const Indent&) = delete;
    auto operator=(const Indent&) -> Indent& = delete;

   private:
    DumpWriter& writer_;
  };
  [[nodiscard]] auto indent() -> Indent { return Indent(*this); }

  void line(std::string_view text);
  // `name: node`, its children below it.
  void expr(std::string_view name, ExprId id);
  [[nodiscard]] auto take() -> std::string { return std::move(text_); }

 private:
  const File& file_;
  std::string text_;
  std::size_t depth_ = 0;
};

}  // namespace dengbao::syntax
