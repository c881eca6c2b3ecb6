#include "facts/changes.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "facts/cell_at.h"
#include "facts/scalars.h"
#include "facts/store.h"

namespace dengbao::facts {
namespace {

using Json = nlohmann::json;

class Reading {
 public:
  explicit Reading(const FactStore& store) : store_(store) {}

  auto read(const Json& patch) -> std::optional<std::vector<CellChange>> {
    if (!patch.is_array()) return std::nullopt;
    std::vector<CellChange> changes;
    for (const auto& operation : patch) {
      auto change = read_operation(operation);
      if (!change) return std::nullopt;
      changes.push_back(std::move(*change));
    }
    return changes;
  }

 private:
  auto read_operation(const Json& operation) -> std::optional<CellChange> {
    const auto text_at = [&](const char* key) {
      const bool there = operation.is_object() && operation.contains(key) && operation[key].is_string();
      return there ? operation[key].get<std::string>() : std::string();
    };
    const auto op = text_at("op");
    const auto pointer = text_at("path");
    if (op != "add" && op != "replace" && op != "remove") return std::nullopt;
    if (op != "remove" && !operation.contains("value")) return std::nullopt;
    const auto cell = cell_at(store_, pointer);
    if (!cell.row || !cell.field || !may_change(*cell.row, *cell.field)) return std::nullopt;
    const bool there = store_.column(*cell.field)->state(cell.row->index) == CellState::present;
    if (op != "add" && !there) return std::nullopt;
    CellChange change{*cell.row, *cell.field, {}, {}};
    if (op == "remove" || operation["value"].is_null()) return change;
    if (!read_value(operation["value"], change)) return std::nullopt;
    return change;
  }

  // Notes of the file about this cell would have to be weighed against its new value.
  auto may_change(Row row, model::FieldId id) const -> bool {
    const auto& field = store_.program->fields[id];
    const bool holds_rows = field.type.kind == Kind::record && !field.ref;
    return store_.column(id) != nullptr && !field.type.list && !holds_rows && !field.key &&
           !store_.missing.contains(cell_id(row.index, id));
  }

  auto read_value(const Json& json, CellChange& change) -> bool {
    const auto& field = store_.program->fields[change.field];
    const auto kind = field.type.kind;
    if (kind == Kind::truth) {
      if (json.is_boolean()) change.value = json.get<bool>();
    } else if (kind == Kind::number) {
      // Digits behind the point are exact in the text alone.
      if (json.is_number_integer()) {
        const auto parsed = Number::parse(json.dump());
        if (parsed.number) change.value = *parsed.number;
      }
    } else if (json.is_string()) {
      change.text = utf8::to_nfc(json.get<std::string>());
      read_text(field, change);
    }
    return change.value.has_value();
  }

  void read_text(const model::Field& field, CellChange& change) {
    const auto kind = field.type.kind;
    if (kind == Kind::text) {
      change.value = std::string_view();
    } else if (kind == Kind::enumeration) {
      const auto& choices = store_.program->enumerations[field.type.enumeration()].choices;
      const auto found = std::ranges::find(choices, change.text, &model::EnumeratorInfo::name);
      if (found != choices.end()) change.value = Enumerator{static_cast<std::uint32_t>(found - choices.begin())};
    } else if (kind == Kind::record) {
      refer(field, change);
    } else {
      change.value = parse_formed(kind, change.text);
    }
  }

  void refer(const model::Field& field, CellChange& change) {
    const auto target = field.type.record();
    const auto& table = store_.tables[target.index];
    if (!table.key || table.columns[*table.key].type.kind != Kind::text) return;
    const auto row = table.by_key.find(table.columns[*table.key], std::string_view(change.text));
    if (row) change.value = Row{target, *row};
  }

  const FactStore& store_;
};

}  // namespace

auto cell_changes(const Facts& facts, std::string_view patch) -> std::optional<std::vector<CellChange>> {
  const auto json = Json::parse(patch, nullptr, false);
  return json.is_discarded() ? std::nullopt : Reading(facts.store()).read(json);
}

void Facts::change(const CellChange& change) {
  auto& column = *data_->column(change.field);
  const auto row = change.row.index;
  column.states.set(row, change.value ? CellState::present : CellState::absent);
  if (!change.value) return;
  // A text is copied with a few bytes behind its end.
  const auto padded = change.text + std::string(Texts::slack, ' ');
  const auto text = std::string_view(padded).substr(0, change.text.size());
  const auto kind = column.type.kind;
  if (kind == Kind::text) {
    column.cells.put(row, text);
  } else if (kind == Kind::version) {
    column.cells.put(row, Version{text});
  } else {
    column.cells.put(row, *change.value);
  }
}

auto Facts::store() const -> const FactStore& { return *data_; }

}  // namespace dengbao::facts
