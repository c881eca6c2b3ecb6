#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "facts/block.h"
#include "facts/texts.h"
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
  present,
  absent,
  present_open,  // a list marked incomplete
  known_absent,  // does-not-exist, not-supported
};

// The values of one kind, as compactly as they can be: a truth or a word of a choice in a byte, whole numbers in four
// until one comes that does not fit, texts by where they stand among the store's. Cells that nobody wrote are zero.
class Cells {
 public:
  // `choices`: how many words a choice has. `texts` outlives the cells.
  Cells(Type type, std::size_t choices, Texts* texts);

  [[nodiscard]] auto at(std::size_t at) const -> Value;
  // The same without the detour, for those who know the kind.
  [[nodiscard]] auto truth(std::size_t at) const -> bool { return block_.as<const std::uint8_t>()[at] != 0; }
  [[nodiscard]] auto number(std::size_t at) const -> Number {
    return form_ == Form::small_number ? Number(block_.as<const std::int32_t>()[at]) : block_.as<const Number>()[at];
  }
  [[nodiscard]] auto text(std::size_t at) const -> std::string_view {  // also of versions
    return texts_->at(block_.as<const std::uint32_t>()[at]);
  }
  [[nodiscard]] auto index(std::size_t at) const -> std::uint32_t {  // of a choice's word; of a row
    return form_ == Form::byte ? block_.as<const std::uint8_t>()[at] : block_.as<const std::uint32_t>()[at];
  }

  // Cells up to here can be written; those behind the last one written are zero.
  void reserve(std::size_t cells) {
    if (cells * width_ > block_.size()) block_.reserve(cells * width_);
  }
  // How many cells there is room for.
  [[nodiscard]] auto room() const -> std::size_t { return block_.size() / width_; }

  void put(std::size_t at, const Value& value);
  void put_truth(std::size_t at, bool truth) { block_.as<std::uint8_t>()[at] = truth ? 1 : 0; }
  void put_small(std::size_t at, std::int32_t number) {
    if (form_ == Form::small_number) [[likely]] {
      block_.as<std::int32_t>()[at] = number;
    } else {
      block_.as<Number>()[at] = Number(number);
    }
  }
  void put_number(std::size_t at, Number number);
  // `text` can be read `Texts::slack` bytes behind its end.
  void put_text(std::size_t at, std::string_view text) { block_.as<std::uint32_t>()[at] = texts_->add(text); }
  void put_index(std::size_t at, std::uint32_t index) {
    if (form_ == Form::byte) {
      block_.as<std::uint8_t>()[at] = static_cast<std::uint8_t>(index);
    } else {
      block_.as<std::uint32_t>()[at] = index;
    }
  }
  void clear(std::size_t at);

  // Puts the first `count` cells of `other`, of the same kind, behind our first `begin`. Indexes move by `moved`: rows
  // that have other numbers here, texts that stand elsewhere.
  void append(std::size_t begin, const Cells& other, std::size_t count, std::uint32_t moved);

 private:
  enum class Form : std::uint8_t { byte, word, small_number, text, other };

  void widen();

  Type type_;  // of an element
  Form form_;
  std::uint32_t width_;  // bytes of a cell
  Block block_;
  Texts* texts_;
};

// Which cells of a column hold a value. Nothing is kept while all do.
class States {
 public:
  [[nodiscard]] auto operator[](std::size_t row) const -> CellState {
    return row < block_.size() ? block_.as<const CellState>()[row] : CellState::present;
  }
  // Every cell of the column is present.
  [[nodiscard]] auto all_present() const -> bool { return block_.size() == 0; }
  void set(std::size_t row, CellState state) {
    if (row >= block_.size()) block_.reserve(row + 1);
    block_.as<CellState>()[row] = state;
  }

 private:
  Block block_;
};

// Where the elements of each list are.
class Ranges {
 public:
  [[nodiscard]] auto operator[](std::size_t row) const -> Range { return block_.as<const Range>()[row]; }
  [[nodiscard]] auto operator[](std::size_t row) -> Range& { return block_.as<Range>()[row]; }
  void reserve(std::size_t rows) { block_.reserve(rows * sizeof(Range)); }

 private:
  Block block_;
};

// One field of all rows of a record.
struct Column {
  model::FieldId field;
  Type type;
  bool ref = false;
  Cells cells;             // of the rows; of a list, of all elements one after the other
  std::uint32_t used = 0;  // of a list, how many elements there are
  Ranges ranges;           // of a list: where its elements are, in `cells` or (records) in the record's table
  States states;
  std::unique_ptr<Cells> keys;  // of references, while loading: the keys that they name, cell by cell

  // The state of a row's cell.
  [[nodiscard]] auto state(std::uint32_t row) const -> CellState { return states[row]; }
  [[nodiscard]] auto holds_rows() const -> bool { return type.list && type.kind == Kind::record && !ref; }
};

}  // namespace dengbao::facts
