#include "assess/survey/fact_names.h"

#include "facts/cell_at.h"
#include "facts/json_text.h"

namespace dengbao::assess {
namespace {

using model::FieldId;

// The key of the records in this list, where they have one.
auto key_of(const model::Program& program, FieldId list) -> std::optional<FieldId> {
  const auto& field = program.fields[list];
  return field.type.kind == Kind::record && !field.ref ? program.records[field.type.record()].key : std::nullopt;
}

auto holds_records(const model::Program& program, FieldId id) -> bool {
  const auto& field = program.fields[id];
  return field.type.kind == Kind::record && !field.ref;
}

// `id=db-1` of a record whose key is `id`; `3`.
auto read_element(const model::Program& program, FieldId list, const std::string& step) -> std::optional<NameStep> {
  if (const auto place = facts::step_index(step)) return NameStep{{}, place, {}};
  const auto key = key_of(program, list);
  if (!key) return std::nullopt;
  const auto& name = program.fields[*key].name;
  if (!step.starts_with(name + "=")) return std::nullopt;
  return NameStep{{}, {}, step.substr(name.size() + 1)};
}

void collect_keys(const model::Program& program, const FactsJson& object, RecordId of, RecordId wanted,
                  std::vector<std::string>& keys) {
  if (!object.is_object()) return;
  const auto& key = program.records[of].key;
  if (of == wanted && key && object.contains(program.fields[*key].name)) {
    keys.push_back(key_text(object[program.fields[*key].name]));
  }
  for (const auto id : program.records[of].fields) {
    const auto& field = program.fields[id];
    if (field.type.kind != Kind::record || field.ref || !object.contains(field.name)) continue;
    const auto& held = object[field.name];
    if (!held.is_array()) collect_keys(program, held, field.type.record(), wanted, keys);
    if (!held.is_array()) continue;
    for (const auto& one : held) collect_keys(program, one, field.type.record(), wanted, keys);
  }
}

}  // namespace

auto keys_of(const model::Program& program, const FactsJson& facts, RecordId record) -> std::vector<std::string> {
  std::vector<std::string> keys;
  collect_keys(program, facts, program.scheme.facts, record, keys);
  return keys;
}

auto key_text(const FactsJson& key) -> std::string {
  return key.is_string() ? key.get<std::string>() : key.dump(-1, ' ', false, FactsJson::error_handler_t::replace);
}

void append_name_step(std::string& name, std::string_view step) { facts::append_step(name, step); }

auto fact_name(const model::Program& program, const FactsJson& facts, std::string_view pointer) -> std::string {
  const auto steps = facts::pointer_steps(pointer).value_or(std::vector<std::string>());
  std::string name;
  const auto* at = &facts;
  auto record = program.scheme.facts;
  std::optional<FieldId> list;
  for (const auto& step : steps) {
    if (list) {
      const auto key = key_of(program, *list);
      const auto place = facts::step_index(step).value_or(0);
      at = at != nullptr && at->is_array() && place < at->size() ? &(*at)[place] : nullptr;
      const auto found =
          key && at != nullptr && at->is_object() ? at->find(program.fields[*key].name) : FactsJson::const_iterator();
      const bool keyed = key && at != nullptr && at->is_object() && found != at->end();
      append_name_step(name, keyed ? program.fields[*key].name + "=" + key_text(*found) : step);
      list.reset();
      continue;
    }
    append_name_step(name, step);
    const auto field = program.find_field(record, step);
    if (at != nullptr) at = at->is_object() && at->contains(step) ? &(*at)[step] : nullptr;
    if (!field || !holds_records(program, *field)) continue;
    record = program.fields[*field].type.record();
    if (program.fields[*field].type.list) list = field;
  }
  return name;
}

auto read_fact_name(const model::Program& program, std::string_view name, std::string& unknown)
    -> std::optional<FactPath> {
  const auto steps = facts::pointer_steps(name);
  unknown = std::string(name);
  if (!steps || steps->empty()) return std::nullopt;
  FactPath path;
  std::optional<RecordId> record = program.scheme.facts;
  std::optional<FieldId> list;
  for (const auto& step : *steps) {
    unknown = step;
    if (list) {
      auto element = read_element(program, *list, step);
      if (!element) return std::nullopt;
      path.steps.push_back(std::move(*element));
      list.reset();
      continue;
    }
    const auto field = record ? program.find_field(*record, step) : std::nullopt;
    if (!field) return std::nullopt;
    path.steps.push_back({step, {}, {}});
    path.fields.push_back(*field);
    record.reset();
    if (!holds_records(program, *field)) continue;
    record = program.fields[*field].type.record();
    if (program.fields[*field].type.list) list = field;
  }
  return path;
}

auto find_element(const model::Program& program, const FactsJson& list, FieldId of, const NameStep& step)
    -> std::optional<std::size_t> {
  if (!list.is_array()) return std::nullopt;
  if (step.place) return *step.place < list.size() ? step.place : std::nullopt;
  const auto key = key_of(program, of);
  if (!key || !step.key) return std::nullopt;
  const auto& name = program.fields[*key].name;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& element = list[i];
    if (element.is_object() && element.contains(name) && key_text(element[name]) == *step.key) return i;
  }
  return std::nullopt;
}

}  // namespace dengbao::assess
