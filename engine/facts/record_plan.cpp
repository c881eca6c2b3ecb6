#include "facts/record_plan.h"

namespace dengbao::facts {
namespace {

// The records whose objects may stand inside objects of `from`, directly or not.
void collect_inner(const model::Program& program, RecordId from, std::vector<bool>& inner) {
  for (const auto id : program.records[from].fields) {
    const auto& field = program.fields[id];
    if (field.type.kind != Kind::record || field.ref || inner[field.type.ref]) continue;
    inner[field.type.ref] = true;
    collect_inner(program, field.type.record(), inner);
  }
}

auto scalar_of(const model::Program& program, const model::Field& field) -> Type {
  if (!field.ref) return field.type.element();
  const auto key = program.records[field.type.record()].key;
  return key ? program.fields[*key].type : text_type;
}

}  // namespace

void RecordPlan::add(FieldPlan field) {
  if (field.is_key()) key = fields.size();
  by_name_.emplace(field.name(), fields.size());
  fields.push_back(field);
}

auto record_words(const model::Record& record) -> Localised {
  return record.label.empty() ? Localised{record.name, record.name} : record.label;
}

auto RecordPlan::words() const -> Localised { return record_words(*info); }

auto RecordPlan::names() const -> std::vector<std::string> {
  std::vector<std::string> out;
  out.reserve(fields.size());
  for (const auto& field : fields) out.push_back(field.name());
  return out;
}

auto make_plans(FactStore& store) -> std::vector<RecordPlan> {
  const auto& program = *store.program;
  std::vector<RecordPlan> plans(program.records.size());
  for (std::uint32_t i = 0; i < plans.size(); ++i) {
    const RecordId id{i};
    std::vector<bool> inner(program.records.size(), false);
    collect_inner(program, id, inner);
    plans[i].record = id;
    plans[i].recursive = inner[i];
    plans[i].info = &program.records[id];
    for (const auto field : program.records[id].fields) {
      const auto& info = program.fields[field];
      plans[i].add({field, &info, scalar_of(program, info), store.column(field)});
    }
  }
  return plans;
}

}  // namespace dengbao::facts
