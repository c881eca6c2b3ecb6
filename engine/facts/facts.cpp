#include "facts/facts.h"

#include <array>

#include "base/utf8.h"
#include "facts/cell_at.h"
#include "facts/json_text.h"
#include "facts/store.h"

namespace dengbao::facts {
namespace {

struct AbsenceWords {
  std::string_view name;
  std::string_view en;
  std::string_view zh;
};
constexpr std::array<AbsenceWords, 7> absences{{
    {"not-given", "not given", "未提供"},
    {"does-not-exist", "does not exist", "不存在"},
    {"not-supported", "not supported", "不支持"},
    {"not-looked", "not looked at", "未查看"},
    {"collection-failed", "could not be collected", "采集失败"},
    {"contradictory", "contradictory", "信息相互矛盾"},
    {"too-old", "too old", "已过时"},
}};

// What a fact is that is known not to exist: a truth is false, a list empty.
auto nothing_of(Type type) -> Value {
  if (type.list) return make_list({});
  if (type.kind == Kind::truth) return false;
  return None{};
}

auto elements(const Column& column, std::uint32_t row, bool open) -> Value {
  const auto range = column.ranges[row];
  List list;
  list.open = open;
  list.elements.reserve(range.count);
  for (auto at = range.begin; at < range.begin + range.count; ++at) {
    list.elements.push_back(column.holds_rows() ? Value(Row{column.type.record(), at}) : column.cells.at(at));
  }
  return make_list(std::move(list));
}

}  // namespace

auto absence_name(Absence absence) -> std::string_view { return absences[static_cast<std::size_t>(absence)].name; }
auto absence_words(Absence absence) -> Localised {
  const auto& words = absences[static_cast<std::size_t>(absence)];
  return {std::string(words.en), std::string(words.zh)};
}

Facts::Facts(std::unique_ptr<Data> data) : data_(std::move(data)) {}
Facts::Facts(Facts&&) noexcept = default;
auto Facts::operator=(Facts&&) noexcept -> Facts& = default;
Facts::~Facts() = default;

auto Facts::root() const -> Row { return data_->root; }
auto Facts::file() const -> FileId { return data_->file; }
auto Facts::row_count(RecordId record) const -> std::uint32_t { return data_->tables[record.index].rows; }

auto Facts::get(Row row, model::FieldId field) const -> Value {
  const auto* column = data_->column(field);
  if (column == nullptr) return {};
  switch (column->state(row.index)) {
    case CellState::absent:
      return {};
    case CellState::known_absent:
      return nothing_of(column->type);
    case CellState::present:
      return column->type.list ? elements(*column, row.index, false) : column->cells.at(row.index);
    case CellState::present_open:
      return elements(*column, row.index, true);
  }
  return {};
}

auto Facts::column(model::FieldId field) const -> const Column* { return data_->column(field); }

auto Facts::missing(Row row, model::FieldId field) const -> MissingNote {
  const auto found = data_->missing.find(cell_id(row.index, field));
  return found == data_->missing.end() ? MissingNote{} : found->second;
}

auto Facts::list_note(Row row, model::FieldId field) const -> ListNote {
  const auto found = data_->lists.find(cell_id(row.index, field));
  return found == data_->lists.end() ? ListNote{} : found->second;
}

auto Facts::find_row(RecordId record, const Value& key) const -> std::optional<Row> {
  const auto& table = data_->tables[record.index];
  if (!table.key || !key.is_value()) return std::nullopt;
  const auto found = table.by_key.find(table.columns[*table.key], key);
  return found ? std::optional(Row{record, *found}) : std::nullopt;
}

auto Facts::pointer(Row row) const -> std::string { return data_->pointer(row); }
auto Facts::pointer(Row row, model::FieldId field) const -> std::string {
  auto out = data_->pointer(row);
  append_step(out, std::string_view(data_->program->fields[field].name));
  return out;
}

auto Facts::row_at(std::string_view pointer) const -> std::optional<Row> {
  const auto cell = cell_at(*data_, pointer);
  return cell.field ? std::nullopt : cell.row;
}

auto Facts::parent(Row row) const -> std::optional<Row> {
  if (row == data_->root) return std::nullopt;
  const auto parent = data_->parent(row);
  return Row{data_->program->fields[parent.field].owner, parent.row};
}

auto Facts::name(Row row, Lang lang) const -> std::string {
  const auto key = data_->key_of(row);
  if (key.is_value()) return to_text(key, lang);
  const auto& record = data_->program->records[row.record];
  const auto label = record.label.empty() ? record.name : record.label.in(lang).str();
  if (row == data_->root) {
    // A network has no key: its field `name`, if it has one, says what it is called.
    const auto field = data_->program->find_field(row.record, "name");
    const auto value = field ? get(row, *field) : Value{};
    const auto* text = value.get_if<std::string_view>();
    return text == nullptr ? label : std::string(*text);
  }
  const auto parent = data_->parent(row);
  const auto& holder = *data_->column(parent.field);
  if (!holder.holds_rows()) return label;
  return label + " " + std::to_string(row.index - holder.ranges[parent.row].begin + 1);
}

auto Facts::evidence() const -> std::span<const Evidence> { return data_->evidence; }

auto Facts::evidence_for(std::string_view pointer) const -> const Evidence* {
  const auto& by_pointer = data_->evidence_by_pointer;
  if (by_pointer.empty()) return nullptr;
  for (std::string prefix(pointer);; prefix.resize(prefix.rfind('/'))) {
    const auto found = by_pointer.find(prefix);
    if (found != by_pointer.end()) return &data_->evidence[found->second];
    if (prefix.find('/') == std::string::npos) return nullptr;
  }
}

}  // namespace dengbao::facts
