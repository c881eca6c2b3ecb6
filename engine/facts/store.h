#pragma once

#include <cstdint>
#include <deque>
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
  std::vector<Parent> parents;             // of each row; the root's is never asked for
  std::optional<std::size_t> key;          // index into columns
  std::vector<std::uint32_t> key_offsets;  // while loading: where each row's key stands in the text
  KeyIndex by_key;                         // of records that are referred to
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
  std::deque<std::string> texts;         // those that are not views of the file's text
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
  [[nodiscard]] auto key_of(Row row) const -> Value;  // unknown where the record has none
  [[nodiscard]] auto pointer(Row row) const -> std::string;
};

struct Facts::Data : FactStore {};

// Empty tables for the program's records. Every field that holds records has a column, because rows are found through
// it; of the others, those that the program reads, and the keys.
[[nodiscard]] auto make_tables(const model::Program& program, std::vector<std::uint32_t>& column_of)
    -> std::vector<Table>;

}  // namespace dengbao::facts
