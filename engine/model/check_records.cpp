#include <algorithm>
#include <set>

#include "base/utf8.h"
#include "model/aliases.h"
#include "model/compilation.h"

namespace dengbao::model {
namespace {

auto label_or(const std::optional<syntax::Words>& label, const std::string& name) -> Localised {
  return label ? label->words : Localised{name, name};
}

void fill_choices(Compilation& c, const std::vector<syntax::EnumeratorDecl>& choices, Enumeration& enumeration) {
  for (const auto& choice : choices) {
    for (const auto& other : enumeration.choices) {
      if (other.name == choice.name.text) c.sink.report(Code::duplicate_name, choice.name.span, choice.name.text);
    }
    enumeration.choices.push_back({choice.name.text, label_or(choice.label, choice.name.text)});
  }
}

auto builtin_type(std::string_view written) -> std::optional<Type> {
  const auto name = builtin_name(written);
  if (name == "truth") return truth_type;
  if (name == "number" || name == "level") return number_type;
  if (name == "text") return text_type;
  if (name == "date") return date_type;
  if (name == "instant") return Type{Kind::instant};
  if (name == "duration") return duration_type;
  if (name == "version") return Type{Kind::version};
  if (name == "address") return Type{Kind::address};
  if (name == "subnet") return Type{Kind::subnet};
  return std::nullopt;
}

auto type_names(const Compilation& c, std::size_t unit) -> std::vector<std::string> {
  std::vector<std::string> names = {"truth",    "number",  "text",    "date",   "instant",
                                    "duration", "version", "address", "subnet", "level"};
  for (auto& name : c.visible_names(unit)) names.push_back(std::move(name));
  return names;
}

// A record or enumeration by its Chinese label, among those that the unit can see.
auto find_type_by_label(Compilation& c, std::size_t unit, std::string_view label) -> std::optional<Declared> {
  const auto in_unit = [&](std::size_t where) -> std::optional<Declared> {
    for (const auto& node : c.units[where].file->declarations) {
      const auto named = [&](const auto& type) { return type.label && type.label->words.in(Lang::zh) == label; };
      const auto* record = std::get_if<syntax::Record>(&node.declaration);
      const auto* enumeration = std::get_if<syntax::Enumeration>(&node.declaration);
      if (record != nullptr && named(*record)) return c.units[where].names.find(record->name.text)->second;
      if (enumeration != nullptr && named(*enumeration))
        return c.units[where].names.find(enumeration->name.text)->second;
    }
    return std::nullopt;
  };
  if (const auto own = in_unit(unit)) return own;
  for (const auto& import : c.units[unit].imports) {
    if (const auto found = in_unit(import.unit)) return found;
  }
  return std::nullopt;
}

auto named_type(Compilation& c, std::size_t unit, const syntax::Path& path) -> std::optional<Type> {
  const auto text = path.text();
  if (const auto type = builtin_type(text)) return type;
  if (path.names.size() == 1) {
    auto declared = c.find(unit, path.names.front());
    if (!declared) declared = find_type_by_label(c, unit, text);
    if (declared) {
      if (declared->what == Declared::What::record) return Type{Kind::record, false, declared->index};
      if (declared->what == Declared::What::enumeration) return Type{Kind::enumeration, false, declared->index};
    }
    if (const auto made = result_type(c.program, text)) return made;
  }
  auto report = c.sink.report(Code::unknown_type, path.span, text);
  if (const auto module = c.hidden_in(unit, text); !module.empty()) {
    report.help(say("it is declared in `{0}`; write `use {0}`", "它声明于 `{0}`；请写 `使用 {0}`", module));
  } else {
    report.did_you_mean(text, type_names(c, unit));
  }
  return std::nullopt;
}

auto target_record(Compilation& c, std::size_t unit, const syntax::Path& path) -> std::optional<RecordId> {
  const auto type = named_type(c, unit, path);
  if (!type) return std::nullopt;
  if (type->kind != Kind::record) {
    c.sink.report(Code::ref_to_non_record, path.span, path.text());
    return std::nullopt;
  }
  c.program.records[type->record()].referred = true;
  return type->record();
}

auto choice_type(Compilation& c, const syntax::TypeExpr& type, const Localised& label) -> ResolvedType {
  Enumeration enumeration{{}, label, {}, type.span};
  fill_choices(c, type.choices, enumeration);
  const auto id = c.program.enumerations.add(std::move(enumeration));
  return {{Kind::enumeration, false, id.index}};
}

auto list_type(Compilation& c, std::size_t unit, const syntax::TypeExpr& type, const Localised& label)
    -> std::optional<ResolvedType> {
  const auto& written = type.element.front();
  auto element = resolve_type(c, unit, written, label);
  if (!element) return std::nullopt;
  if (element->type.list) {
    c.sink.report(Code::nested_list, type.span);
    return std::nullopt;
  }
  element->type.list = true;
  return element;
}

void check_field(Compilation& c, std::size_t unit, const syntax::Field& field, RecordId record_id) {
  auto label = label_or(field.label, field.name.text);
  if (const auto other = c.program.find_field(record_id, field.name.text)) {
    c.sink.report(Code::duplicate_name, field.name.span, field.name.text)
        .label(c.program.fields[*other].span, say("first declared here", "首次声明于此"));
    return;
  }
  const auto type = resolve_type(c, unit, field.type, label);
  if (!type) return;
  Field made{field.name.text, record_id,        type->type,          field.key,      type->ref,
             type->names,     std::move(label), words_of(field.ask), field.name.span};
  const auto id = c.program.fields.add(std::move(made));
  auto& record = c.program.records[record_id];
  record.fields.push_back(id);
  if (!field.key) return;
  const auto kind = type->type.kind;
  if (type->type.list || type->ref || (kind != Kind::text && kind != Kind::number && kind != Kind::address)) {
    c.sink.report(Code::key_type, field.type.span, c.program.type_words(type->type));
  } else if (record.key) {
    c.sink.report(Code::two_keys, field.name.span, record.name)
        .label(c.program.fields[*record.key].span, say("the other key", "另一个键"));
  } else {
    record.key = id;
  }
}

void check_reference_target(Compilation& c, const Field& field, const syntax::Field& written) {
  std::optional<RecordId> target = field.names;
  if (field.ref) target = field.type.record();
  if (!target || c.program.records[*target].key) return;
  const auto& record = c.program.records[*target];
  c.sink.report(Code::ref_without_key, written.type.span, record.name)
      .label(record.span, say("this record has no `key` field", "该记录没有 `标识` 字段"));
}

// A record that holds itself directly could never be finished.
void check_containment(Compilation& c) {
  auto& program = c.program;
  enum class State : std::uint8_t { open, active, done };
  std::vector<State> state(program.records.size(), State::open);
  const auto visit = [&](const auto& self, RecordId id) -> void {
    state[id.index] = State::active;
    for (const auto field_id : program.records[id].fields) {
      const auto& field = program.fields[field_id];
      if (field.type.kind != Kind::record || field.type.list || field.ref) continue;
      const auto child = field.type.record();
      if (state[child.index] == State::active)
        c.sink.report(Code::recursive_record, field.span, program.records[child].name);
      if (state[child.index] == State::open) self(self, child);
    }
    state[id.index] = State::done;
  };
  for (std::uint32_t i = 0; i < program.records.size(); ++i) {
    if (state[i] == State::open) visit(visit, RecordId{i});
  }
}

}  // namespace

auto resolve_type(Compilation& c, std::size_t unit, const syntax::TypeExpr& type, const Localised& label)
    -> std::optional<ResolvedType> {
  using Form = syntax::TypeExpr::Form;
  switch (type.form) {
    case Form::named: {
      const auto found = named_type(c, unit, type.path);
      return found ? std::optional(ResolvedType{*found}) : std::nullopt;
    }
    case Form::one_of:
      return choice_type(c, type, label);
    case Form::list_of:
      return list_type(c, unit, type, label);
    case Form::ref: {
      const auto record = target_record(c, unit, type.path);
      return record ? std::optional(ResolvedType{{Kind::record, false, record->index}, true}) : std::nullopt;
    }
    case Form::name_of: {
      const auto record = target_record(c, unit, type.path);
      return record ? std::optional(ResolvedType{text_type, false, record}) : std::nullopt;
    }
  }
  return std::nullopt;
}

void check_records(Compilation& c) {
  std::vector<std::pair<RecordId, const syntax::Record*>> written;
  std::uint32_t record_index = 0;
  std::uint32_t enumeration_index = 0;
  for (std::size_t unit = 0; unit < c.units.size(); ++unit) {
    for (const auto& node : c.units[unit].file->declarations) {
      if (const auto* enumeration = std::get_if<syntax::Enumeration>(&node.declaration)) {
        auto& made = c.program.enumerations[EnumerationId{enumeration_index++}];
        made.label = label_or(enumeration->label, enumeration->name.text);
        fill_choices(c, enumeration->choices, made);
      }
    }
  }
  for (std::size_t unit = 0; unit < c.units.size(); ++unit) {
    for (const auto& node : c.units[unit].file->declarations) {
      const auto* record = std::get_if<syntax::Record>(&node.declaration);
      if (record == nullptr) continue;
      const RecordId id{record_index++};
      c.program.records[id].label = label_or(record->label, record->name.text);
      for (const auto& field : record->fields) check_field(c, unit, field, id);
      written.emplace_back(id, record);
    }
  }
  for (const auto& [id, record] : written) {
    for (const auto& field : record->fields) {
      if (const auto made = c.program.find_field(id, field.name.text)) {
        check_reference_target(c, c.program.fields[*made], field);
      }
    }
  }
  check_containment(c);
}

}  // namespace dengbao::model
