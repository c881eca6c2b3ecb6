#include "facts/record_plan.h"

namespace dengbao::facts {
namespace {

// At the root these are what the file says of its facts, never fields.
constexpr std::array<std::string_view, 3> reserved{"missing", "lists", "evidence"};

// A longer one is found by its meaning: what stands behind a key can only be read for some bytes.
constexpr std::size_t longest = 48;

auto is_reserved(std::string_view key) -> bool { return std::ranges::find(reserved, key) != reserved.end(); }

auto element_reads(const model::Field& field, Kind kind) -> Reads {
  if (holds_rows(field)) return Reads::object;
  switch (kind) {
    case Kind::truth:
      return Reads::truth;
    case Kind::number:
      return Reads::number;
    case Kind::text:
      return Reads::text;
    case Kind::enumeration:
      return Reads::choice;
    default:
      return Reads::formed;
  }
}

}  // namespace

WrittenKey::WrittenKey(std::string_view name) {
  // A name that must be written with escapes, and none at all, is found by its meaning only: no key begins with a zero.
  const bool plain =
      !name.empty() && std::ranges::none_of(name, [](char c) { return c == '"' || c == '\\' || (c >= 0 && c < 0x20); });
  const auto written = plain && name.size() <= longest ? '"' + std::string(name) + "\":" : std::string(1, '\0');
  for (std::size_t at = 0; at < std::min<std::size_t>(written.size(), 16); ++at) {
    auto* word = reinterpret_cast<unsigned char*>(words_.data());
    auto* mask = reinterpret_cast<unsigned char*>(masks_.data());
    word[at] = static_cast<unsigned char>(written[at]);
    mask[at] = 0xff;
  }
  if (written.size() > 16) rest_ = written.substr(16);
}

RecordPlan::RecordPlan() { start.next = &start; }

auto RecordPlan::add(std::string name) -> FieldPlan& {
  const auto number = static_cast<std::uint32_t>(fields.size());
  const WrittenKey written(name);
  auto& field = fields.emplace_back(FieldPlan{std::move(name), written, number});
  by_name.add(field.name, number);
  field.next = &field;
  return field;
}

auto record_words(const model::Record& record) -> Localised {
  return record.label.empty() ? Localised{record.name, record.name} : record.label;
}

auto RecordPlan::words() const -> Localised { return record_words(*info); }

Plans::Plans(FactStore& store)
    : store_(store), plans_(store.program->records.size() + 1), choices_(store.program->enumerations.size()) {
  const auto& program = *store.program;
  for (std::uint32_t i = 0; i < plans_.size(); ++i) {
    const bool is_root = i == program.records.size();
    plans_[i].record = is_root ? store.root.record : RecordId{i};
    plans_[i].info = &program.records[plans_[i].record];
    plans_[i].table = &store.tables[plans_[i].record.index];
  }
  make(root());
}

auto Plans::choices_of(EnumerationId enumeration) -> const NameTable& {
  auto& table = choices_[enumeration.index];
  if (table) return *table;
  table.emplace();
  const auto& choices = store_.program->enumerations[enumeration].choices;
  for (std::uint32_t i = 0; i < choices.size(); ++i) table->add(choices[i].name, i);
  return *table;
}

void Plans::make(RecordPlan& plan) {
  const auto& program = *store_.program;
  const bool is_root = &plan == &root();
  plan.made = true;
  plan.recursive = records_inside(program, plan.record)[plan.record.index];
  for (const auto id : plan.info->fields) {
    const auto& info = program.fields[id];
    if (is_root && is_reserved(info.name)) continue;
    auto& field = plan.add(info.name);
    const auto scalar = scalar_of(program, info);
    field.field = &info;
    field.kind = scalar.kind;
    field.element = element_reads(info, scalar.kind);
    field.reads = info.type.list ? Reads::list : field.element;
    field.column = store_.column(id);
    if (field.column != nullptr) field.cells = info.ref ? field.column->keys.get() : &field.column->cells;
    if (scalar.kind == Kind::enumeration) field.choices = &choices_of(scalar.enumeration());
    if (holds_rows(info)) field.inner = &plans_[info.type.ref];
    if (info.key) plan.key = field.number;
    if (field.column != nullptr && field.number < 64) plan.kept |= std::uint64_t{1} << field.number;
  }
  if (is_root) {
    for (const auto name : reserved) plan.add(std::string(name)).reads = Reads::annotation;
  }
  if (!plan.fields.empty()) plan.start.next = &plan.fields.front();
  for (auto& field : plan.fields) {
    const bool last = field.number + 1 == plan.fields.size();
    field.next = last ? &field : &plan.fields[field.number + 1];
  }
}

}  // namespace dengbao::facts
