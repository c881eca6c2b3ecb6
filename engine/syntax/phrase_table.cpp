#include <algorithm>

#include "base/utf8.h"
#include "syntax/layout.h"
#include "syntax/phraser.h"

// The rows of a decision table: one a line, their bars below one another.
namespace dengbao::syntax {
namespace {

using P = PolicyParser;

struct Cells {
  std::vector<std::string> texts;
  bool closed = false;  // a bar stands behind the last one
};

auto widths_of(const std::vector<Cells>& rows) -> std::vector<std::size_t> {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.texts.size()));
    for (std::size_t i = 0; i < row.texts.size(); ++i) widths[i] = std::max(widths[i], utf8::width(row.texts[i]));
  }
  return widths;
}

auto line_of(const Cells& row, const std::vector<std::size_t>& widths) -> std::string {
  std::string out;
  for (std::size_t i = 0; i < row.texts.size(); ++i) {
    if (i > 0) out += widths[0] == 0 && i == 1 ? "| " : " | ";
    out += row.texts[i];
    const bool last = i + 1 == row.texts.size() && !row.closed;
    if (!last) out.append(widths[i] - utf8::width(row.texts[i]), ' ');
  }
  if (row.closed) out += " |";
  return out;
}

auto lines_of(const std::vector<Cells>& rows) -> std::vector<std::string> {
  const auto widths = widths_of(rows);
  std::vector<std::string> out;
  for (const auto& row : rows) out.push_back(line_of(row, widths));
  return out;
}

}  // namespace

auto Phraser::cell_texts(P::TableRowContext* row, Spelling spelling) -> std::pair<std::vector<std::string>, bool> {
  std::vector<std::string> texts(1);
  bool closed = false;
  for (auto* child : row->children) {
    if (auto* cell = dynamic_cast<P::CellContext*>(child)) {
      texts.back() = one_line(phrase(cell), spelling);
      closed = false;
    } else if (dynamic_cast<antlr4::tree::TerminalNode&>(*child).getSymbol()->getType() == P::BAR) {
      texts.emplace_back();
      closed = true;
    }
  }
  if (closed) texts.pop_back();
  return {std::move(texts), closed};
}

auto Phraser::table_rows(const std::vector<P::TableRowContext*>& rows) -> Phrase {
  const auto lines_in = [&](Spelling spelling) {
    std::vector<Cells> cells;
    for (auto* row : rows) {
      auto [texts, closed] = cell_texts(row, spelling);
      cells.push_back({std::move(texts), closed});
    }
    return lines_of(cells);
  };
  const auto written = lines_in(Spelling::written);
  const auto en = lines_in(Spelling::en);
  const auto zh = lines_in(Spelling::zh);
  Phrase out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto line = word(rows[i]->start);
    line.written = written[i];
    line.en = en[i];
    line.zh = zh[i];
    line.trail = around_[rows[i]->stop->getTokenIndex()].behind;
    line.breaks = Break::always;
    line.broken = true;
    append(out, std::move(line));
  }
  return out;
}

}  // namespace dengbao::syntax
