#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facts/store.h"

namespace dengbao::facts {

// What a JSON pointer means to the records.
struct CellAt {
  std::optional<Row> row;               // the row that holds the field, or the row itself
  std::optional<model::FieldId> field;  // none where the pointer leads to a row
  std::optional<RecordId> undeclared;   // this record has no field of the name `step`
  std::string step;
};

// Follows the pointer through the store; no row where it leads out of what is kept.
[[nodiscard]] auto cell_at(const FactStore& store, std::string_view pointer) -> CellAt;

// The names of a record's fields, for a suggestion.
[[nodiscard]] auto field_names(const model::Program& program, RecordId record) -> std::vector<std::string>;

// The steps of a pointer with `~0` and `~1` resolved; nothing where it is no pointer.
[[nodiscard]] auto pointer_steps(std::string_view pointer) -> std::optional<std::vector<std::string>>;

// The step as an array index: digits without a leading zero.
[[nodiscard]] auto step_index(std::string_view step) -> std::optional<std::size_t>;

}  // namespace dengbao::facts
