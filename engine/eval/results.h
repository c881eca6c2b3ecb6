#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "model/program.h"

namespace dengbao::eval {

// What was assessed, as outcomes read it: the rows of the four records that `Program::results` leads to. Rows are added
// from the inside out: objects, then clauses and findings, then the one row of the whole.
class Results {
 public:
  // The program has outcomes.
  explicit Results(const model::Program& program);

  // Adds a row of the record that the field `list` of `Program::results` or of a clause holds: one value for every
  // field.
  auto add(RecordId record, std::vector<Value> values) -> Row;
  // A text that lives as long as the results.
  [[nodiscard]] auto keep(std::string text) -> std::string_view;

  [[nodiscard]] auto get(Row row, model::FieldId field) const -> Value;
  [[nodiscard]] auto root() const -> Row { return {*program_.results, 0}; }
  [[nodiscard]] auto holds(RecordId record) const -> bool;

 private:
  [[nodiscard]] auto table(RecordId record) const -> std::size_t;

  const model::Program& program_;
  std::vector<std::vector<std::vector<Value>>> tables_;  // by record, by row, by field
  std::deque<std::string> texts_;
};

// The records by what they hold.
struct ResultRecords {
  RecordId object;
  RecordId clause;
  RecordId finding;
};
[[nodiscard]] auto result_records(const model::Program& program) -> ResultRecords;

}  // namespace dengbao::eval
