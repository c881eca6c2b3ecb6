#include "check/facts.h"

#include <algorithm>

namespace dengbao::check {
namespace {

auto kind_named(const std::string& name) -> Kind {
  static const std::map<std::string, Kind> kinds{
      {"truth", Kind::truth},     {"number", Kind::number},   {"text", Kind::text},
      {"date", Kind::date},       {"instant", Kind::instant}, {"duration", Kind::duration},
      {"version", Kind::version}, {"address", Kind::address}, {"subnet", Kind::subnet}};
  const auto found = kinds.find(name);
  if (found == kinds.end()) throw Refused("no such kind: " + name);
  return found->second;
}

auto read_field(const std::string& name, const Doc& doc) -> Field {
  Field field;
  field.name = name;
  field.list = doc.find("list") != nullptr;
  if (const auto* choices = doc.find("choice")) {
    field.kind = Kind::choice;
    for (const auto& choice : choices->as_list()) field.choices.push_back(choice.as_text());
    return field;
  }
  field.ref = doc.find("ref") != nullptr;
  const auto* record = field.ref ? doc.find("ref") : doc.find("record");
  field.kind = record != nullptr ? Kind::row : kind_named(doc.at("is").as_text());
  if (record != nullptr) field.record = record->as_text();
  return field;
}

auto holds_rows(const Field& field) -> bool { return field.kind == Kind::row && !field.ref; }

// Of a list or truth that is known not to exist: nothing in it, and no.
auto value_of_none(const Field& field) -> Value {
  if (field.list) return make_list({}, false);
  return field.kind == Kind::truth ? of_truth(Truth::no) : none();
}

}  // namespace

Facts::Facts(const Doc& core, const Doc& facts) {
  const auto& declared = core.at("records");
  for (std::size_t i = 0; i < declared.keys.size(); ++i) {
    auto& record = records[declared.keys[i]];
    record.name = declared.keys[i];
    if (const auto* key = declared.items[i].find("key")) record.key = key->as_text();
    const auto& fields = declared.items[i].at("fields");
    for (std::size_t f = 0; f < fields.keys.size(); ++f)
      record.fields.push_back(read_field(fields.keys[f], fields.items[f]));
  }
  add_row(core.at("root").as_text(), facts, "");
  for (auto& cell : cells) {
    if (cell.doc != nullptr) cell.value = read(*cell.field, *cell.doc);
  }
  // Elements of a list of rows come one after the other, in the order of the document.
  for (auto& cell : cells) {
    if (cell.doc == nullptr || !holds_rows(*cell.field)) continue;
    const auto pointer = rows[cell.row].pointer + "/" + cell.field->name;
    Values elements;
    for (std::size_t i = 0; cell.field->list && i < cell.doc->items.size(); ++i) {
      elements.push_back({Kind::row, false, static_cast<Int128>(by_pointer_.at(pointer + "/" + std::to_string(i)))});
    }
    cell.value = cell.field->list ? make_list(std::move(elements), false)
                                  : Value{Kind::row, false, static_cast<Int128>(by_pointer_.at(pointer))};
  }
  note(facts);
}

void Facts::add_row(const std::string& name, const Doc& doc, std::string pointer) {
  const auto found = records.find(name);
  if (found == records.end() || doc.is != Doc::Is::object) throw Refused(pointer + ": an object is expected");
  const auto& record = found->second;
  const auto index = rows.size();
  const auto first = cells.size();
  by_pointer_.emplace(pointer, index);
  rows.push_back({&record, pointer, first});
  for (const auto& field : record.fields) cells.push_back({index, &field, doc.find(field.name), {}});
  if (const auto* key = record.key.empty() ? nullptr : doc.find(record.key))
    by_key_.emplace(std::pair(name, composed(key->text)), index);
  for (const auto& field : record.fields) {
    const auto* inner = doc.find(field.name);
    if (inner == nullptr || !holds_rows(field)) continue;
    const auto below = pointer + "/" + field.name;
    if (!field.list) add_row(field.record, *inner, below);
    for (std::size_t i = 0; field.list && i < inner->as_list().size(); ++i) {
      add_row(field.record, inner->items[i], below + "/" + std::to_string(i));
    }
  }
}

// `missing` says of some facts that they do not exist; `lists` of some lists that there are more elements.
void Facts::note(const Doc& facts) {
  const auto entries = [&](const char* name) {
    const auto* list = facts.find(name);
    return list == nullptr ? std::vector<Doc>() : list->as_list();
  };
  const auto noted = [&](const Doc& entry) -> Cell* {
    const auto& pointer = entry.at("facts").as_text();
    const auto slash = pointer.rfind('/');
    const auto row = slash == std::string::npos ? by_pointer_.end() : by_pointer_.find(pointer.substr(0, slash));
    if (row == by_pointer_.end()) return nullptr;
    const auto& fields = rows[row->second].record->fields;
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == pointer.substr(slash + 1); });
    return found == fields.end() ? nullptr : &cells[cell(row->second, found->name)];
  };
  for (const auto& entry : entries("missing")) {
    const auto& because = entry.at("because").as_text();
    auto* cell = noted(entry);
    if (cell == nullptr || (because != "does-not-exist" && because != "not-supported")) continue;
    if (cell->doc != nullptr) throw Refused("facts that are said to be missing are there");
    cell->value = value_of_none(*cell->field);
  }
  for (const auto& entry : entries("lists")) {
    auto* cell = noted(entry);
    if (cell == nullptr || entry.at("are").as_text() != "incomplete") continue;
    if (cell->value.kind != Kind::list) throw Refused("what is said to be an incomplete list is none");
    cell->value.open = true;
  }
}

auto Facts::cell(std::size_t row, std::string_view name) const -> std::size_t {
  const auto& fields = rows[row].record->fields;
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
  if (found == fields.end()) throw Refused("no such field: " + rows[row].record->name + "." + std::string(name));
  return rows[row].cells + static_cast<std::size_t>(found - fields.begin());
}

auto Facts::cell_at(const std::string& pointer) const -> std::size_t {
  const auto slash = pointer.rfind('/');
  const auto row = slash == std::string::npos ? by_pointer_.end() : by_pointer_.find(pointer.substr(0, slash));
  if (row == by_pointer_.end()) throw Refused("there is no fact at " + pointer);
  return cell(row->second, std::string_view(pointer).substr(slash + 1));
}

auto Facts::field(const std::string& record, std::string_view name) const -> const Field& {
  const auto& fields = records.at(record).fields;
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
  if (found == fields.end()) throw Refused("no such field: " + record + "." + std::string(name));
  return *found;
}

auto Facts::find(const std::string& record, const Value& key) const -> std::optional<std::size_t> {
  if (key.kind == Kind::text) {
    const auto found = by_key_.find({record, key.text});
    return found == by_key_.end() ? std::nullopt : std::optional(found->second);
  }
  const auto& key_field = field(record, records.at(record).key);
  for (auto row = by_key_.lower_bound({record, ""}); row != by_key_.end() && row->first.first == record; ++row) {
    if (same(cells[cell(row->second, key_field.name)].value, key)) return row->second;
  }
  return std::nullopt;
}

auto Facts::read(const Field& field, const Doc& doc) const -> Value {
  if (field.list && doc.is == Doc::Is::list) {
    auto element = field;
    element.list = false;
    Values elements;
    if (!holds_rows(field)) {
      for (const auto& one : doc.items) elements.push_back(read(element, one));
    }
    return make_list(std::move(elements), false);
  }
  const auto bad = [&] { return Refused("a value of `" + field.name + "` has not its form: " + doc.text); };
  if (field.list) throw bad();
  if (holds_rows(field)) return {};
  if (field.ref) {
    const auto found = by_key_.find({field.record, composed(doc.text)});
    if (found == by_key_.end()) throw bad();
    return {Kind::row, false, static_cast<Int128>(found->second)};
  }
  if (field.kind == Kind::truth && doc.is == Doc::Is::truth) return of_truth(truth(doc.truth));
  if (field.kind == Kind::choice) {
    const auto found = std::find(field.choices.begin(), field.choices.end(), composed(doc.as_text()));
    if (found == field.choices.end()) throw bad();
    return {Kind::choice, false, found - field.choices.begin()};
  }
  const bool fits = field.kind == Kind::number ? doc.is == Doc::Is::number : doc.is == Doc::Is::text;
  const auto value = fits ? parse_value(field.kind, composed(doc.text)) : std::nullopt;
  if (!value) throw bad();
  return *value;
}

}  // namespace dengbao::check
