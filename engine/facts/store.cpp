#include "facts/store.h"

#include <algorithm>
#include <bit>

#include "facts/json_text.h"

namespace dengbao::facts {

auto KeyIndex::slot_of(const Column& keys, const Value& key) const -> std::size_t {
  if (const auto* text = key.get_if<std::string_view>()) return slot_of_text(keys, *text);
  const auto mask = slots_.size() - 1;
  auto slot = (hash(key) * 0x9e3779b97f4a7c15U >> 20) & mask;
  while (slots_[slot] != free && !same(keys.cells.at(slots_[slot]), key)) slot = (slot + 1) & mask;
  return slot;
}

auto KeyIndex::slot_of_text(const Column& keys, std::string_view key) const -> std::size_t {
  const auto mask = slots_.size() - 1;
  auto slot = (std::hash<std::string_view>()(key) * 0x9e3779b97f4a7c15U >> 20) & mask;
  while (slots_[slot] != free && keys.cells.text(slots_[slot]) != key) slot = (slot + 1) & mask;
  return slot;
}

void KeyIndex::reserve(std::size_t rows) { slots_.assign(std::bit_ceil(2 * rows + 2), free); }

auto KeyIndex::insert(const Column& keys, std::uint32_t row) -> std::optional<std::uint32_t> {
  const bool text = keys.type.kind == Kind::text;
  auto& slot = slots_[text ? slot_of_text(keys, keys.cells.text(row)) : slot_of(keys, keys.cells.at(row))];
  if (slot != free) return slot;
  slot = row;
  return std::nullopt;
}

auto KeyIndex::find(const Column& keys, const Value& key) const -> std::optional<std::uint32_t> {
  if (slots_.empty()) return std::nullopt;
  const bool text = key.get_if<std::string_view>() != nullptr;
  if (text != (keys.type.kind == Kind::text)) return std::nullopt;
  const auto slot = slots_[slot_of(keys, key)];
  return slot == free ? std::nullopt : std::optional(slot);
}

void Table::grow(std::uint32_t room) {
  if (room <= room_) return;
  room_ = room;
  for (auto& column : columns) {
    if (column.type.list) {
      column.ranges.reserve(room);
    } else {
      column.cells.reserve(room);
      if (column.keys) column.keys->reserve(room);
    }
  }
}

auto FactStore::key_of(Row row) const -> Value {
  const auto& table = tables[row.record.index];
  if (!table.key) return {};
  const auto& column = table.columns[*table.key];
  return column.state(row.index) == CellState::present ? column.cells.at(row.index) : Value();
}

namespace {

// Where the elements of a row's list begin; of a single object, where it is.
auto begin_of(const Column& holder, std::uint32_t row) -> std::uint32_t {
  return holder.type.list ? holder.ranges[row].begin : holder.cells.index(row);
}

// The last of `rows` rows that can hold the row: they hold theirs in order, and one that holds none counts as if it did
// in its place.
auto holder_of(const Column& holder, std::uint32_t rows, std::uint32_t row) -> std::optional<std::uint32_t> {
  std::uint32_t low = 0;
  for (auto high = rows; low < high;) {
    const auto middle = low + (high - low) / 2;
    if (begin_of(holder, middle) <= row) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == 0) return std::nullopt;
  const auto count = holder.type.list ? holder.ranges[low - 1].count : 1U;
  return row - begin_of(holder, low - 1) < count ? std::optional(low - 1) : std::nullopt;
}

}  // namespace

auto FactStore::parent(Row row) const -> Parent {
  const auto& table = tables[row.record.index];
  if (table.keeps_parents) return table.parents[row.index];
  for (const auto field : table.holders) {
    const auto rows = tables[program->fields[field].owner.index].rows;
    if (const auto found = holder_of(*column(field), rows, row.index)) return {*found, field};
  }
  return {};
}

auto FactStore::pointer(Row row) const -> std::string {
  if (row == root) return {};
  const auto parent = this->parent(row);
  const auto& field = program->fields[parent.field];
  auto out = pointer(Row{field.owner, parent.row});
  append_step(out, std::string_view(field.name));
  const auto& holder = *column(parent.field);
  if (holder.holds_rows()) append_step(out, std::size_t{row.index} - holder.ranges[parent.row].begin);
  return out;
}

namespace {

void collect_inner(const model::Program& program, RecordId from, std::vector<bool>& inner) {
  for (const auto id : program.records[from].fields) {
    const auto& field = program.fields[id];
    if (!holds_rows(field) || inner[field.type.ref]) continue;
    inner[field.type.ref] = true;
    collect_inner(program, field.type.record(), inner);
  }
}

auto cells_of(const model::Program& program, Type type, Texts& texts) -> Cells {
  const auto choices = type.kind == Kind::enumeration ? program.enumerations[type.enumeration()].choices.size() : 0;
  return {type, choices, &texts};
}

}  // namespace

auto scalar_of(const model::Program& program, const model::Field& field) -> Type {
  if (!field.ref) return field.type.element();
  const auto key = program.records[field.type.record()].key;
  return key ? program.fields[*key].type : text_type;
}

auto records_inside(const model::Program& program, RecordId from) -> std::vector<bool> {
  std::vector<bool> inner(program.records.size(), false);
  collect_inner(program, from, inner);
  return inner;
}

void make_tables(FactStore& store, Texts& keys) {
  const auto& program = *store.program;
  store.tables.resize(program.records.size());
  store.column_of.assign(program.fields.size(), FactStore::not_kept);
  for (std::uint32_t i = 0; i < program.records.size(); ++i) {
    auto& table = store.tables[i];
    for (const auto id : program.records[RecordId{i}].fields) {
      const auto& field = program.fields[id];
      if (holds_rows(field)) store.tables[field.type.ref].holders.push_back(id);
      // References are checked when the file is loaded, whether or not a policy reads them.
      if (!field.read && !field.key && !field.ref && !holds_rows(field)) continue;
      if (field.key) table.key = table.columns.size();
      store.column_of[id.index] = static_cast<std::uint32_t>(table.columns.size());
      table.columns.push_back({id, field.type, field.ref, cells_of(program, field.type, store.texts)});
      if (!field.ref) continue;
      table.columns.back().keys = std::make_unique<Cells>(cells_of(program, scalar_of(program, field), keys));
    }
    const auto inner = records_inside(program, RecordId{i});
    if (!inner[i]) continue;
    for (std::uint32_t below = 0; below < inner.size(); ++below) {
      if (inner[below]) store.tables[below].keeps_parents = true;
    }
  }
}

}  // namespace dengbao::facts
