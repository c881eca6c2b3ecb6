#include "explain/fact_roles.h"

#include <optional>

#include "explain/evaluator.h"

namespace dengbao::explain {
namespace {

using namespace model;

constexpr std::string_view repairs_topic = ".repairs";

// `removable` says nothing of fields.
auto role_named(std::string_view name) -> std::optional<FactRole> {
  if (name == "observed") return FactRole::observed;
  if (name == "repeated") return FactRole::repeated;
  if (name == "extended") return FactRole::extended;
  return name == "removable" ? std::optional(FactRole::settable) : std::nullopt;
}

auto is_moment(Kind kind) -> bool { return kind == Kind::date || kind == Kind::instant; }

auto has_no_text(const Value& value) -> bool {
  const auto* text = value.get_if<std::string_view>();
  return text == nullptr || text->empty();
}

}  // namespace

FactRoles::FactRoles(const Program& program, const facts::Facts& facts, const eval::Settings& settings)
    : program_(program),
      facts_(facts),
      roles_(program.fields.size(), FactRole::settable),
      removable_(program.records.size(), false) {
  const World world{program, facts, settings, settings.level};
  for (std::uint32_t i = 0; i < program.parameters.size(); ++i) {
    const auto& parameter = program.parameters[ParameterId{i}];
    const auto role = role_named(parameter.name);
    if (!role || !std::string_view(parameter.module).ends_with(repairs_topic)) continue;
    if (!parameter.type.list || parameter.type.kind != Kind::text) continue;
    const auto names = parameter_value(world, ParameterId{i});
    if (!names.is_value()) continue;
    declared_ = true;
    for (const auto& name : names.list().elements) note(name.as<std::string_view>(), *role);
  }
}

// What is said of a field goes before what is said of its record.
void FactRoles::note(std::string_view name, FactRole role) {
  const auto dot = name.find('.');
  for (std::uint32_t i = 0; i < program_.records.size(); ++i) {
    const auto& record = program_.records[RecordId{i}];
    if (record.name != name.substr(0, dot)) continue;
    if (role == FactRole::settable) {
      removable_[i] = true;
      continue;
    }
    for (const auto field : record.fields) {
      auto& known = roles_[field.index];
      if (dot == std::string_view::npos && known == FactRole::settable) known = role;
      if (dot != std::string_view::npos && program_.fields[field].name == name.substr(dot + 1)) known = role;
    }
  }
}

auto FactRoles::of(FieldId field) const -> FactRole { return roles_[field.index]; }

auto FactRoles::may_be_advised(const Change& change) const -> bool {
  if (!declared_) return true;
  if (change.kind == Change::Kind::remove) return removable_[change.value.as<Row>().record.index];
  const auto role = of(change.fact.field);
  const auto type = program_.fields[change.fact.field].type;
  if (role == FactRole::observed) return false;
  if (is_moment(type.kind)) return role != FactRole::settable;
  if (type.kind != Kind::text) return true;
  if (type.list) return change.to_be_given;
  return change.to_be_given ? has_no_text(facts_.get(change.fact.row, change.fact.field)) : has_no_text(change.value);
}

}  // namespace dengbao::explain
