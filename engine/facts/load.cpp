#include "facts/load.h"

#include "facts/annotations.h"
#include "facts/decode.h"
#include "facts/identity.h"
#include "facts/json_cursor.h"
#include "facts/store.h"

namespace dengbao::facts {
namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
// A short std::string keeps its characters inside: views of them would not survive a move of the string.
constexpr std::size_t long_enough_to_view = 64;

// All columns get as many cells as the table has rows.
void even_out(std::vector<Table>& tables) {
  for (auto& table : tables) {
    for (auto& column : table.columns) {
      column.states.resize(table.rows);
      if (column.type.list) {
        column.ranges.resize(table.rows);
        if (!column.holds_rows()) column.cells.resize(column.used);
      } else {
        column.cells.resize(table.rows);
      }
    }
  }
}

// Nothing where the text cannot be read at all; what is wrong with it is reported.
auto make_index(std::string_view json, std::size_t shift, Problems& problems) -> std::optional<JsonIndex> {
  if (json.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    problems.report_text(Code::facts_empty, {shift, shift}).emit();
    return std::nullopt;
  }
  JsonIndex index(json);
  const auto at = index.fault_offset() + shift;
  if (index.fault() == TextFault::not_utf8) {
    problems.report_text(Code::facts_not_utf8, {at, at + 1}).emit();
  } else if (index.fault() == TextFault::too_large) {
    problems.report_text(Code::facts_unreadable, {0, 0}, Localised{"there is not enough memory", "内存不足"}).emit();
  } else {
    return index;
  }
  return std::nullopt;
}

}  // namespace

// Makes the one value that a load gives.
class Loader {
 public:
  Loader(std::string_view text, FileId file, RecordId root, const model::Program& program, Sink& sink)
      : text_(text), problems_(sink, file), data_(std::make_unique<Facts::Data>()) {
    data_->program = &program;
    data_->file = file;
    data_->root = Row{root, 0};
    data_->tables = make_tables(program, data_->column_of);
  }

  auto run() -> std::optional<Facts> {
    if (text_.size() > largest_file) {
      problems_.report_text(Code::facts_too_large, {0, 0}, text_.size(), largest_file).emit();
      return std::nullopt;
    }
    if (text_.size() < long_enough_to_view) keep_text();
    read();
    problems_.finish();
    if (problems_.errors() > 0) return std::nullopt;
    return Facts(std::move(data_));
  }

  // For a text that does not outlive the facts.
  void keep_text() { text_ = data_->texts.emplace_back(text_); }

 private:
  void read() {
    const auto shift = text_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    const auto json = text_.substr(shift);
    auto decoded = read_text(json, shift);
    if (!decoded.readable) return;
    even_out(data_->tables);
    link_rows(*data_, decoded.references, json, shift, problems_);
    read_annotations(*data_, decoded.annotations, text_, json, problems_);
  }

  auto read_text(std::string_view json, std::size_t shift) -> Decoded {
    const auto index = make_index(json, shift, problems_);
    if (!index) return {};
    JsonCursor cursor(json, *index, shift, problems_);
    return decode(cursor, *data_, problems_);
  }

  std::string_view text_;
  Problems problems_;
  std::unique_ptr<Facts::Data> data_;
};

auto load(const Sources& sources, FileId file, const model::Program& program, Sink& sink) -> std::optional<Facts> {
  return Loader(sources[file].text(), file, program.scheme.facts, program, sink).run();
}

auto load(Excerpt excerpt, RecordId root, const model::Program& program, Sink& sink) -> std::optional<Facts> {
  Sink inside;
  Loader loader(excerpt.json, excerpt.file, root, program, inside);
  loader.keep_text();
  auto facts = loader.run();
  const auto move = [&](Span& span) {
    span.begin += excerpt.offset;
    span.end += excerpt.offset;
  };
  for (auto& diagnostic : inside.sorted()) {
    if (diagnostic.has_span) move(diagnostic.span);
    for (auto& label : diagnostic.labels) move(label.span);
    sink.add(std::move(diagnostic));
  }
  return facts;
}

}  // namespace dengbao::facts
