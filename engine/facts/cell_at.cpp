#include "facts/cell_at.h"

#include <charconv>

namespace dengbao::facts {
namespace {

auto find_field(const model::Program& program, RecordId record, std::string_view name)
    -> std::optional<model::FieldId> {
  for (const auto id : program.records[record].fields) {
    if (program.fields[id].name == name) return id;
  }
  return std::nullopt;
}

// The row that a field leads to; of a list, the one that `index` names.
auto inner_row(const Column& column, Row row, const std::string* index) -> std::optional<Row> {
  const auto state = column.state(row.index);
  if (state == CellState::absent || state == CellState::known_absent) return std::nullopt;
  if (!column.holds_rows()) return column.cells.at(row.index).as<Row>();
  const auto range = column.ranges[row.index];
  const auto at = index == nullptr ? std::nullopt : step_index(*index);
  if (!at || *at >= range.count) return std::nullopt;
  return Row{column.type.record(), range.begin + static_cast<std::uint32_t>(*at)};
}

}  // namespace

auto pointer_steps(std::string_view pointer) -> std::optional<std::vector<std::string>> {
  std::vector<std::string> steps;
  if (!pointer.empty() && pointer.front() != '/') return std::nullopt;
  for (std::size_t at = 0; at < pointer.size(); ++at) {
    const auto c = pointer[at];
    if (c == '/') {
      steps.emplace_back();
    } else if (c != '~') {
      steps.back().push_back(c);
    } else {
      ++at;
      if (at >= pointer.size() || (pointer[at] != '0' && pointer[at] != '1')) return std::nullopt;
      steps.back().push_back(pointer[at] == '0' ? '~' : '/');
    }
  }
  return steps;
}

auto step_index(std::string_view step) -> std::optional<std::size_t> {
  std::size_t index = 0;
  if (step.empty() || step.size() > 10 || (step.size() > 1 && step.front() == '0')) return std::nullopt;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  return error == std::errc() && end == step.data() + step.size() ? std::optional(index) : std::nullopt;
}

auto field_names(const model::Program& program, RecordId record) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto id : program.records[record].fields) names.push_back(program.fields[id].name);
  return names;
}

auto cell_at(const FactStore& store, std::string_view pointer) -> CellAt {
  const auto& program = *store.program;
  const auto steps = pointer_steps(pointer);
  if (!steps) return {};
  auto row = store.root;
  for (std::size_t i = 0; i < steps->size(); ++i) {
    const auto field = find_field(program, row.record, (*steps)[i]);
    if (!field) return {std::nullopt, std::nullopt, row.record, (*steps)[i]};
    if (i + 1 == steps->size()) return {row, field, std::nullopt, {}};
    const auto& info = program.fields[*field];
    if (info.type.kind != Kind::record || info.ref) return {};
    const auto inner = inner_row(*store.column(*field), row, info.type.list ? &(*steps)[++i] : nullptr);
    if (!inner) return {};
    row = *inner;
  }
  return {row, std::nullopt, std::nullopt, {}};
}

}  // namespace dengbao::facts
