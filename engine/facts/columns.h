#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "model/program.h"
#include "value/value.h"

// The columns of the store, as they are read in bulk.
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
  // The same without the detour, for those who know the kind.
  [[nodiscard]] auto truth(std::size_t at) const -> bool { return std::get<std::vector<bool>>(data_)[at]; }
  [[nodiscard]] auto number(std::size_t at) const -> Number { return std::get<std::vector<Number>>(data_)[at]; }
  [[nodiscard]] auto text(std::size_t at) const -> std::string_view {  // also of versions
    return std::get<std::vector<std::string_view>>(data_)[at];
  }
  [[nodiscard]] auto index(std::size_t at) const -> std::uint32_t {  // of a choice's word; of a row
    return std::get<std::vector<std::uint32_t>>(data_)[at];
  }
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

  // The state of a row's cell; rows behind the end of the column have none.
  [[nodiscard]] auto state(std::uint32_t row) const -> CellState {
    return row < states.size() ? states[row] : CellState::absent;
  }

  [[nodiscard]] auto holds_rows() const -> bool { return type.list && type.kind == Kind::record && !ref; }
};

}  // namespace dengbao::facts
