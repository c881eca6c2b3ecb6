#include "facts/store.h"

#include <bit>

#include "facts/json_text.h"

namespace dengbao::facts {
namespace {

template <typename T>
auto stored(const Value& value) -> T {
  return value.as<T>();
}
template <>
auto stored<std::uint32_t>(const Value& value) -> std::uint32_t {
  if (const auto* row = value.get_if<Row>()) return row->index;
  return value.as<Enumerator>().ordinal;
}
template <>
auto stored<std::string_view>(const Value& value) -> std::string_view {
  if (const auto* version = value.get_if<Version>()) return version->text;
  return value.as<std::string_view>();
}

}  // namespace

auto Cells::data_for(Kind kind) -> Data {
  switch (kind) {
    case Kind::truth:
      return std::vector<bool>();
    case Kind::number:
      return std::vector<Number>();
    case Kind::text:
    case Kind::version:
      return std::vector<std::string_view>();
    case Kind::date:
      return std::vector<Date>();
    case Kind::instant:
      return std::vector<Instant>();
    case Kind::duration:
      return std::vector<Duration>();
    case Kind::address:
      return std::vector<Address>();
    case Kind::subnet:
      return std::vector<Subnet>();
    case Kind::enumeration:
    case Kind::record:
      break;
  }
  return std::vector<std::uint32_t>();
}

Cells::Cells(Type type) : type_(type.element()), data_(data_for(type.kind)) {}

void Cells::put(std::size_t at, const Value& value) {
  std::visit([&]<typename T>(std::vector<T>& cells) { set_cell(cells, at, stored<T>(value)); }, data_);
}

auto Cells::at(std::size_t at) const -> Value {
  switch (type_.kind) {
    case Kind::version:
      return Version{std::get<std::vector<std::string_view>>(data_)[at]};
    case Kind::enumeration:
      return Enumerator{std::get<std::vector<std::uint32_t>>(data_)[at]};
    case Kind::record:
      return Row{type_.record(), std::get<std::vector<std::uint32_t>>(data_)[at]};
    case Kind::truth:
      return static_cast<bool>(std::get<std::vector<bool>>(data_)[at]);
    case Kind::number:
      return std::get<std::vector<Number>>(data_)[at];
    case Kind::text:
      return std::get<std::vector<std::string_view>>(data_)[at];
    case Kind::date:
      return std::get<std::vector<Date>>(data_)[at];
    case Kind::instant:
      return std::get<std::vector<Instant>>(data_)[at];
    case Kind::duration:
      return std::get<std::vector<Duration>>(data_)[at];
    case Kind::address:
      return std::get<std::vector<Address>>(data_)[at];
    case Kind::subnet:
      return std::get<std::vector<Subnet>>(data_)[at];
  }
  return {};
}

auto Cells::size() const -> std::size_t {
  return std::visit([](const auto& cells) { return cells.size(); }, data_);
}

void Cells::resize(std::size_t size) {
  std::visit([&](auto& cells) { cells.resize(size); }, data_);
}

auto KeyIndex::slot_of(const Column& keys, const Value& key) const -> std::size_t {
  const auto mask = slots_.size() - 1;
  auto slot = (hash(key) * 0x9e3779b97f4a7c15U >> 20) & mask;
  while (slots_[slot] != free && !same(keys.cells.at(slots_[slot]), key)) slot = (slot + 1) & mask;
  return slot;
}

void KeyIndex::reserve(std::size_t rows) { slots_.assign(std::bit_ceil(2 * rows + 2), free); }

auto KeyIndex::insert(const Column& keys, std::uint32_t row) -> std::optional<std::uint32_t> {
  auto& slot = slots_[slot_of(keys, keys.cells.at(row))];
  if (slot != free) return slot;
  slot = row;
  return std::nullopt;
}

auto KeyIndex::find(const Column& keys, const Value& key) const -> std::optional<std::uint32_t> {
  if (slots_.empty()) return std::nullopt;
  const auto slot = slots_[slot_of(keys, key)];
  return slot == free ? std::nullopt : std::optional(slot);
}

auto FactStore::key_of(Row row) const -> Value {
  const auto& table = tables[row.record.index];
  if (!table.key) return {};
  const auto& column = table.columns[*table.key];
  return column.states[row.index] == CellState::present ? column.cells.at(row.index) : Value();
}

auto FactStore::pointer(Row row) const -> std::string {
  if (row == root) return {};
  const auto parent = tables[row.record.index].parents[row.index];
  const auto& field = program->fields[parent.field];
  auto out = pointer(Row{field.owner, parent.row});
  append_step(out, std::string_view(field.name));
  const auto& holder = *column(parent.field);
  if (holder.holds_rows()) append_step(out, std::size_t{row.index} - holder.ranges[parent.row].begin);
  return out;
}

auto make_tables(const model::Program& program, std::vector<std::uint32_t>& column_of) -> std::vector<Table> {
  std::vector<Table> tables;
  column_of.assign(program.fields.size(), FactStore::not_kept);
  for (const auto& record : program.records) {
    auto& table = tables.emplace_back();
    for (const auto id : record.fields) {
      const auto& field = program.fields[id];
      const bool holds_rows = field.type.kind == Kind::record && !field.ref;
      // References are checked when the file is loaded, whether or not a policy reads them.
      if (!field.read && !field.key && !field.ref && !holds_rows) continue;
      if (field.key) table.key = table.columns.size();
      column_of[id.index] = static_cast<std::uint32_t>(table.columns.size());
      table.columns.push_back({id, field.type, field.ref, {}, {}, Cells(field.type), 0});
    }
  }
  return tables;
}

}  // namespace dengbao::facts
