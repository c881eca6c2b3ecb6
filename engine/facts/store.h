#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "facts/facts.h"
#include "model/program.h"

// How the facts are kept: a table of columns for each record.
namespace dengbao::facts {

// A stretch of a column or table: the elements of one list.
struct Range {
  std::uint32_t begin = 0;
  std::uint32_t count = 0;
};

// Whether a cell holds a value. The file's notes are put in here, so that reading a fact looks nothing up.
enum class CellState : std::uint8_t {
  absent,
  present,
  present_open,  // a list marked incomplete
  known_absent,  // does-not-exist, not-supported
};

// Sets a cell of a column that grows as rows come: mostly the one behind its end.
template <typename T>
void set_cell(std::vector<T>& cells, std::size_t at, T value) {
  if (at == cells.size()) {
    cells.push_back(value);
    return;
  }
  if (at > cells.size()) cells.resize(at + 1);
  cells[at] = value;
}

// The values of one kind, as compactly as they can be.
class Cells {
 public:
  explicit Cells(Type type);
  void put(std::size_t at, const Value& value);
  [[nodiscard]] auto at(std::size_t at) const -> Value;
  [[nodiscard]] auto size() const -> std::size_t;
  void resize(std::size_t size);

 private:
  using Data = std::variant<std::vector<bool>, std::vector<Number>, std::vector<std::string_view>, std::vector<Date>,
                            std::vector<Instant>, std::vector<Duration>, std::vector<Address>, std::vector<Subnet>,
                            std::vector<std::uint32_t>>;
  static auto data_for(Kind kind) -> Data;

  Type type_;  // of an element
  Data data_;
};

// One field of all rows of a record.
struct Column {
  model::FieldId field;
  Type type;
  bool ref = false;
  std::vector<CellState> states;
  std::vector<Range> ranges;  // of a list: where its elements are, in `cells` or (records) in the record's table
  Cells cells;                // of the rows; of a list, of all elements one after the other
  std::uint32_t used = 0;     // of a list, how many elements there are

  [[nodiscard]] auto holds_rows() const -> bool { return type.list && type.kind == Kind::record && !ref; }
};

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
