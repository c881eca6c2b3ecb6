#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "facts/store.h"

namespace dengbao::facts {

// How one field is read.
struct FieldPlan {
  model::FieldId id;
  const model::Field* field = nullptr;
  Type scalar;               // of what the JSON holds; of a reference, the type of the key
  Column* column = nullptr;  // null where the field is checked only

  [[nodiscard]] auto name() const -> const std::string& { return field->name; }
  [[nodiscard]] auto type() const -> Type { return field->type; }
  [[nodiscard]] auto is_key() const -> bool { return field->key; }
  [[nodiscard]] auto holds_rows() const -> bool { return field->type.kind == Kind::record && !field->ref; }
};

// How the objects of one record are read.
class RecordPlan {
 public:
  RecordId record;
  std::vector<FieldPlan> fields;
  std::optional<std::size_t> key;  // index into fields
  bool recursive = false;          // an object may hold objects of its own record
  const model::Record* info = nullptr;

  void add(FieldPlan field);
  // The field that a key names; `expected` is the one that comes next if the file keeps the record's order.
  [[nodiscard]] auto find(std::string_view name, std::size_t expected) const -> std::optional<std::size_t> {
    if (expected < fields.size() && fields[expected].name() == name) return expected;
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] auto words() const -> Localised;
  [[nodiscard]] auto names() const -> std::vector<std::string>;

 private:
  std::unordered_map<std::string_view, std::size_t> by_name_;
};

// A plan for each record of the store's program; they point into the store's tables.
[[nodiscard]] auto make_plans(FactStore& store) -> std::vector<RecordPlan>;

// What a record is called in a message.
[[nodiscard]] auto record_words(const model::Record& record) -> Localised;

}  // namespace dengbao::facts
