#include "eval/results.h"

namespace dengbao::eval {
namespace {

// `declare_results` declares them one after the other: object, clause, finding, the whole.
constexpr std::uint32_t before_the_whole = 3;

}  // namespace

auto result_records(const model::Program& program) -> ResultRecords {
  const auto first = program.results->index - before_the_whole;
  return {{first}, {first + 1}, {first + 2}};
}

Results::Results(const model::Program& program) : program_(program), tables_(before_the_whole + 1) {}

auto Results::table(RecordId record) const -> std::size_t {
  return record.index - (program_.results->index - before_the_whole);
}

auto Results::holds(RecordId record) const -> bool {
  return record.index + before_the_whole >= program_.results->index && record.index <= program_.results->index;
}

auto Results::add(RecordId record, std::vector<Value> values) -> Row {
  auto& rows = tables_[table(record)];
  rows.push_back(std::move(values));
  return {record, static_cast<std::uint32_t>(rows.size() - 1)};
}

auto Results::keep(std::string text) -> std::string_view {
  texts_.push_back(std::move(text));
  return texts_.back();
}

auto Results::get(Row row, model::FieldId field) const -> Value {
  const auto column = field.index - program_.records[row.record].fields.front().index;  // declared one after the other
  return tables_[table(row.record)][row.index][column];
}

}  // namespace dengbao::eval
