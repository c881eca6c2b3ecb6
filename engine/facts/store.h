#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "facts/columns.h"
#include "facts/facts.h"
#include "model/program.h"

// How the facts are kept: a table of columns for each record.
namespace dengbao::facts {

// Finds the row that has a key.
class KeyIndex {
 public:
  // Enters a row; gives the row that has the same key already.
  auto insert(const Column& keys, std::uint32_t row) -> std::optional<std::uint32_t>;
  [[nodiscard]] auto find(const Column& keys, const Value& key) const -> std::optional<std::uint32_t>;
  void reserve(std::size_t rows);  // empties it too

 private:
  static constexpr std::uint32_t free = 0xffffffff;
  [[nodiscard]] auto slot_of(const Column& keys, const Value& key) const -> std::size_t;
  [[nodiscard]] auto slot_of_text(const Column& keys, std::string_view key) const -> std::size_t;
  std::vector<std::uint32_t> slots_;  // a power of two, at least twice the rows
};

// What contains a row.
struct Parent {
  std::uint32_t row = 0;  // of the table of the field's owner
  model::FieldId field;
};

class Table {
 public:
  std::uint32_t rows = 0;
  std::vector<Column> columns;
  std::optional<std::size_t> key;       // index into columns
  std::vector<model::FieldId> holders;  // the fields that hold rows of this table
  bool keeps_parents = false;           // rows are not in the order of what contains them: below rows of one kind
  std::vector<Parent> parents;          // of each row then; else they are found through the holders
  KeyIndex by_key;                      // of records that are referred to

  // A row behind the others; it holds nothing yet.
  auto add_row() -> std::uint32_t {
    if (rows + 1 >= room_) [[unlikely]]
      grow(room_ + room_ / 2 + 16);
    return rows++;
  }
  // Makes room for so many rows and one more, so that a column can be read where a list or a row is absent.
  void grow(std::uint32_t room);

 private:
  std::uint32_t room_ = 0;
};

// Notes by the cell they are about.
template <typename T>
using CellMap = std::unordered_map<std::uint64_t, T>;
[[nodiscard]] inline auto cell_id(std::uint32_t row, model::FieldId field) -> std::uint64_t {
  return std::uint64_t{field.index} << 32 | row;
}

// Everything that is known of one file.
struct FactStore {
  static constexpr std::uint32_t not_kept = 0xffffffff;

  const model::Program* program = nullptr;
  FileId file;
  Row root;
  std::vector<Table> tables;             // by RecordId
  std::vector<std::uint32_t> column_of;  // by FieldId: index into the owner's columns, or `not_kept`
  Texts texts;
  CellMap<MissingNote> missing;
  CellMap<ListNote> lists;
  std::vector<Evidence> evidence;
  std::unordered_map<std::string, std::size_t> evidence_by_pointer;

  [[nodiscard]] auto column(model::FieldId field) const -> const Column* {
    const auto at = column_of[field.index];
    return at == not_kept ? nullptr : &tables[program->fields[field].owner.index].columns[at];
  }
  [[nodiscard]] auto column(model::FieldId field) -> Column* {
    const auto at = column_of[field.index];
    return at == not_kept ? nullptr : &tables[program->fields[field].owner.index].columns[at];
  }
  [[nodiscard]] auto key_of(Row row) const -> Value;   // unknown where the record has none
  [[nodiscard]] auto parent(Row row) const -> Parent;  // not for the root
  [[nodiscard]] auto pointer(Row row) const -> std::string;
};

struct Facts::Data : FactStore {};

// Empty tables for the store's program, whose references name their keys in `keys`. Every field that holds records has
// a column, because rows are found through it; of the others, those that the program reads, and the keys.
void make_tables(FactStore& store, Texts& keys);

// The type of what the JSON of a field, or of an element of its list, holds: of a reference, the key's.
[[nodiscard]] auto scalar_of(const model::Program& program, const model::Field& field) -> Type;
// The field holds objects that are rows, one or a list.
[[nodiscard]] inline auto holds_rows(const model::Field& field) -> bool {
  return field.type.kind == Kind::record && !field.ref;
}
// By RecordId: whether objects of that record may stand inside objects of `from`, directly or not.
[[nodiscard]] auto records_inside(const model::Program& program, RecordId from) -> std::vector<bool>;

}  // namespace dengbao::facts
