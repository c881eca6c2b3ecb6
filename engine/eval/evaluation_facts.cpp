#include <algorithm>

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
  for (std::size_t i = 0; i < out.size(); ++i) {
    auto state = rows.states[rows.place(i)];
    const auto row = rows.indexes[rows.place(i)];
    if (state == State::value) state = state_of(cells.state(row));
    // A yes/no fact of something that does not exist is no.
    out.truths[i] = state == State::value  ? truth(cells.cells.truth(row))
                    : state == State::none ? Truth::no
                                           : Truth::unknown;
  }
}

template <typename Read>
void read_bare(Column& out, const Column& rows, const facts::Column& cells, Read read) {
  for (std::size_t i = 0; i < out.size(); ++i) {
    auto state = rows.states[rows.place(i)];
    const auto row = rows.indexes[rows.place(i)];
    if (state == State::value) state = state_of(cells.state(row));
    out.states[i] = state;
    if (state == State::value) read(i, row);
  }
}

}  // namespace

auto Evaluation::field(const Column& rows, model::FieldId field, std::size_t size) -> Column {
  const auto& info = plan_.program->fields[field];
  const auto* cells = facts_.column(field);
  const bool constant = rows.is_constant();
  Column out(info.type, constant ? 1 : size);
  if (cells != nullptr && out.form() == Column::Form::truth) {
    read_truths(out, rows, *cells);
  } else if (cells != nullptr && out.form() == Column::Form::number) {
    read_bare(out, rows, *cells, [&](auto i, auto row) { out.numbers[i] = cells->cells.number(row); });
  } else if (cells != nullptr && out.form() == Column::Form::text) {
    read_bare(out, rows, *cells, [&](auto i, auto row) { out.texts[i] = cells->cells.text(row); });
  } else if (cells != nullptr && out.form() == Column::Form::index) {
    read_bare(out, rows, *cells, [&](auto i, auto row) { out.indexes[i] = cells->cells.index(row); });
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

// The elements of one row's list, behind those that are there.
void Evaluation::add_elements(Expansion& to, const Column& rows, std::size_t at, model::FieldId field, bool& open) {
  const auto* cells = facts_.column(field);
  const auto state = rows.state(at);
  if (state == State::unknown || cells == nullptr) {
    open = true;
    return;
  }
  if (state == State::none) return;
  const auto row = rows.row(at);
  const auto cell = cells->state(row);
  open = open || cell == CellState::absent || cell == CellState::present_open;
  if (cell == CellState::absent || cell == CellState::known_absent) return;
  const auto [begin, count] = cells->ranges[row];
  auto& elements = to.elements;
  const bool bare = elements.form() == Column::Form::index && cells->holds_rows();
  if (bare) {
    const auto size = elements.indexes.size();
    elements.grow(count);
    for (std::uint32_t i = 0; i < count; ++i) elements.indexes[size + i] = begin + i;
    std::fill(elements.states.begin() + static_cast<std::ptrdiff_t>(size), elements.states.end(), State::value);
    return;
  }
  const auto size = elements.size();
  elements.grow(count);
  for (std::uint32_t i = 0; i < count; ++i) elements.put(size + i, cells->cells.at(begin + i));
}

auto Evaluation::list_field(const Column& rows, model::FieldId field, std::size_t size) -> Expansion {
  Expansion out;
  out.elements = Column(plan_.program->fields[field].type.element(), 0);
  out.begins.reserve(size + 1);
  out.begins.push_back(0);
  for (std::size_t i = 0; i < size; ++i) {
    bool open = false;
    add_elements(out, rows, i, field, open);
    if (open && out.open.empty()) out.open.resize(size);
    if (open) out.open[i] = 1;
    out.begins.push_back(static_cast<std::uint32_t>(out.elements.size()));
  }
  return out;
}

auto Evaluation::each_field(const Node& node, Block& block) -> Expansion {
  const auto& list = members(operand(node, 0), block);
  const auto& info = plan_.program->fields[node.field()];
  Expansion out;
  out.open = list.open;
  if (!info.type.list) {
    out.begins = list.begins;
    out.in = list.in;
    out.elements = field(list.elements, node.field(), list.elements.size());
    return out;
  }
  out.elements = Column(info.type.element(), 0);
  out.begins.push_back(0);
  for (std::size_t i = 0; i + 1 < list.begins.size(); ++i) {
    bool open = list.is_open(i);
    for (auto member = list.begins[i]; member < list.begins[i + 1]; ++member) {
      add_elements(out, list.elements, member, node.field(), open);
      if (!list.in.empty()) out.in.resize(out.elements.size(), list.in[member]);
    }
    if (open && out.open.empty()) out.open.resize(list.begins.size() - 1);
    if (open) out.open[i] = 1;
    out.begins.push_back(static_cast<std::uint32_t>(out.elements.size()));
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
