#include <algorithm>
#include <utility>

#include "eval/evaluation.h"
#include "facts/columns.h"

// Facts read in bulk: the fields of many rows.
namespace dengbao::eval {
namespace {

using facts::CellState;

auto state_of(CellState state) -> State {
  switch (state) {
    case CellState::absent:
      return State::unknown;
    case CellState::known_absent:
      return State::none;
    case CellState::present:
    case CellState::present_open:
      break;
  }
  return State::value;
}

void read_truths(Column& out, const Column& rows, const facts::Column& cells) {
  const auto states = rows.states();
  const auto indexes = rows.indexes();
  const auto truths = out.truths();
  for (std::size_t i = 0; i < truths.size(); ++i) {
    auto state = states[rows.place(i)];
    const auto row = indexes[rows.place(i)];
    if (state == State::value) state = state_of(cells.state(row));
    // A yes/no fact of something that does not exist is no.
    truths[i] = state == State::value  ? truth(cells.cells.truth(row))
                : state == State::none ? Truth::no
                                       : Truth::unknown;
  }
}

template <typename Read>
void read_bare(Column& out, const Column& rows, const facts::Column& cells, Read read) {
  const auto states = rows.states();
  const auto indexes = rows.indexes();
  const auto found = out.states();
  for (std::size_t i = 0; i < found.size(); ++i) {
    auto state = states[rows.place(i)];
    const auto row = indexes[rows.place(i)];
    if (state == State::value) state = state_of(cells.state(row));
    found[i] = state;
    if (state == State::value) read(i, row);
  }
}

// An element of a list, which always exists; the column's states are not written.
void read_element(Column& out, std::size_t at, const facts::Cells& cells, std::uint32_t from) {
  switch (out.form()) {
    case Column::Form::truth:
      out.truths()[at] = truth(cells.truth(from));
      return;
    case Column::Form::number:
      out.numbers()[at] = cells.number(from);
      return;
    case Column::Form::text:
      out.texts()[at] = cells.text(from);
      return;
    case Column::Form::index:
      out.indexes()[at] = cells.index(from);
      return;
    case Column::Form::any:
      out.put(at, cells.at(from));
      return;
  }
}

}  // namespace

auto Evaluation::field(const Column& rows, model::FieldId field, std::size_t size) -> Column {
  const auto& info = plan_.program->fields[field];
  if (results_ != nullptr && results_->holds(info.owner)) return result(rows, field, size);
  const auto* cells = facts_.column(field);
  const bool constant = rows.is_constant();
  Column out(info.type, constant ? 1 : size);
  if (cells != nullptr && out.form() == Column::Form::truth) {
    read_truths(out, rows, *cells);
  } else if (cells != nullptr && out.form() == Column::Form::number) {
    const auto numbers = out.numbers();
    read_bare(out, rows, *cells, [&](auto i, auto row) { numbers[i] = cells->cells.number(row); });
  } else if (cells != nullptr && out.form() == Column::Form::text) {
    const auto texts = out.texts();
    read_bare(out, rows, *cells, [&](auto i, auto row) { texts[i] = cells->cells.text(row); });
  } else if (cells != nullptr && out.form() == Column::Form::index) {
    const auto indexes = out.indexes();
    read_bare(out, rows, *cells, [&](auto i, auto row) { indexes[i] = cells->cells.index(row); });
  } else {
    for (std::size_t i = 0; i < out.size(); ++i) {
      const auto state = rows.state(i);
      if (state == State::none) out.put(i, nothing_of(info.type));
      if (state == State::value) out.put(i, facts_.get(Row{info.owner, rows.row(i)}, field));
    }
  }
  if (constant) out.make_constant();
  return out;
}

// What was assessed. A list is a value.
auto Evaluation::result(const Column& rows, model::FieldId field, std::size_t size) -> Column {
  const auto& info = plan_.program->fields[field];
  const bool constant = rows.is_constant();
  Column out(info.type, constant ? 1 : size);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto state = rows.state(i);
    if (state == State::none) out.put(i, nothing_of(info.type));
    if (state == State::value) out.put(i, results_->get(Row{info.owner, rows.row(i)}, field));
    if (state == State::unknown && info.type.list) out.put(i, make_list({{}, true}));
  }
  if (constant) out.make_constant();
  return out;
}

// The elements of the lists of these rows, one after the other. `open`: where there may be more.
auto Evaluation::lists_of(const Column& rows, model::FieldId field, std::size_t size) -> Expansion {
  const auto& info = plan_.program->fields[field];
  if (results_ != nullptr && results_->holds(info.owner)) {
    return expand_values(result(rows, field, size), size, info.type.element());
  }
  const auto* cells = facts_.column(field);
  Expansion out;
  out.begins.resize(size + 1);
  Lane<std::uint32_t> starts(size);  // of those that have elements
  for (std::size_t i = 0; i < size; ++i) {
    const auto state = rows.state(i);
    const auto row = rows.indexes()[rows.place(i)];
    const auto cell = state == State::none                          ? CellState::known_absent
                      : state == State::unknown || cells == nullptr ? CellState::absent
                                                                    : cells->state(row);
    out.begins[i + 1] = out.begins[i];
    if (cell == CellState::absent || cell == CellState::present_open) {
      if (out.open.empty()) out.open.resize(size);
      out.open[i] = 1;
    }
    if (cell != CellState::present && cell != CellState::present_open) continue;
    const auto [begin, count] = cells->ranges[row];
    starts[i] = begin;
    out.begins[i + 1] += count;
  }
  out.elements = Column(info.type.element(), out.size());
  if (out.size() == 0) return out;
  const bool rows_themselves = cells->holds_rows();
  for (std::size_t i = 0; i < size; ++i) {
    auto from = starts[i];
    for (auto at = out.begins[i]; at < out.begins[i + 1]; ++at, ++from) {
      if (rows_themselves) {
        out.elements.indexes()[at] = from;
      } else {
        read_element(out.elements, at, cells->cells, from);
      }
    }
  }
  std::ranges::fill(out.elements.states(), State::value);  // where there are any
  return out;
}

auto Evaluation::each_field(const Node& node, Block& block) -> Expansion {
  const auto& list = members(operand(node, 0), block);
  const auto& info = plan_.program->fields[node.field()];
  if (!info.type.list) {
    Expansion out;
    out.open = list.open;
    out.begins = list.begins;
    out.in = list.in;
    out.elements = field(list.elements, node.field(), list.elements.size());
    return out;
  }
  // A list of lists becomes one flat list.
  auto out = lists_of(list.elements, node.field(), list.size());
  const auto inner = std::exchange(out.begins, {});
  const auto open = std::exchange(out.open, list.open);
  for (const auto begin : list.begins) out.begins.push_back(inner[begin]);
  for (std::size_t i = 0; i + 1 < list.begins.size(); ++i) {
    for (auto member = list.begins[i]; member < list.begins[i + 1]; ++member) {
      if (!list.in.empty()) out.in.resize(inner[member + 1], list.in[member]);
      if (open.empty() || open[member] == 0) continue;
      if (out.open.empty()) out.open.resize(list.begins.size() - 1);
      out.open[i] = 1;
    }
  }
  return out;
}

// Every row that a field holds. A list that is not known, of the record or of those that hold it, may hold more.
auto Evaluation::rows_of(RecordId record) -> Expansion {
  Expansion out;
  out.elements = Column(Type{Kind::record, false, record.index}, 0);
  const std::uint32_t first = facts_.root().record == record ? 1 : 0;
  const auto rows = facts_.row_count(record);
  out.elements.grow(rows - first);
  for (auto row = first; row < rows; ++row) out.elements.put(row - first, Row{record, row});
  out.begins = {0, rows - first};
  std::vector<bool> visited(plan_.program->records.size());
  if (rows_may_be_more(record, visited)) out.open = {1};
  return out;
}

auto Evaluation::rows_may_be_more(RecordId record, std::vector<bool>& visited) -> bool {
  if (visited[record.index]) return false;
  visited[record.index] = true;
  const auto& fields = plan_.program->fields;
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    const auto& field = fields[model::FieldId{i}];
    if (field.ref || field.type.kind != Kind::record || field.type.record() != record) continue;
    const auto* cells = facts_.column({i});
    for (std::uint32_t row = 0; row < facts_.row_count(field.owner); ++row) {
      const auto cell = cells == nullptr ? CellState::absent : cells->state(row);
      if (cell == CellState::absent || cell == CellState::present_open) return true;
    }
    if (rows_may_be_more(field.owner, visited)) return true;
  }
  return false;
}

auto Evaluation::names(const Node& node, Block& block) -> Column {
  const auto& names = of(operand(node, 0), block);
  const auto record = node.record();
  std::vector<bool> visited(plan_.program->records.size());
  const auto otherwise = rows_may_be_more(record, visited) ? Truth::unknown : Truth::no;
  return each(node, block, [&](std::size_t i) -> Value {
    const auto name = names.value(i);
    if (!name.is_value()) return name.is_none() ? Value(false) : Value{};
    return facts_.find_row(record, name) ? Truth::yes : otherwise;
  });
}

}  // namespace dengbao::eval
