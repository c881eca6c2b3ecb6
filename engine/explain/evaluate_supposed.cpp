#include "explain/evaluate.h"

// Facts as a hypothesis has them.
namespace dengbao::explain {
namespace {

using namespace model;

auto held(const World& world, const FactRef& fact) -> Value {
  const auto found = world.hypothesis->values.find(fact);
  if (found != world.hypothesis->values.end()) return found->second;
  return fact.row.index >= first_supposed_row ? Value{} : world.facts.get(fact.row, fact.field);
}

auto holds_rows(const World& world, FieldId field) -> bool {
  const auto& info = world.program.fields[field];
  return info.type.list && info.type.kind == Kind::record && !info.ref;
}

auto is_uncertain(const World& world, const Value& element) -> bool {
  const auto* row = element.get_if<Row>();
  return row != nullptr && world.hypothesis->uncertain.contains(*row);
}

}  // namespace

auto supposed(const World& world, const FactRef& fact) -> Value {
  auto value = held(world, fact);
  if (world.hypothesis->uncertain.empty() || !value.is_value() || !holds_rows(world, fact.field)) return value;
  List list = value.list();
  const auto before = list.elements.size();
  std::erase_if(list.elements, [&](const Value& element) { return is_uncertain(world, element); });
  list.open = list.open || list.elements.size() < before;
  return make_list(std::move(list));
}

auto members_of(const World& world, Row row, FieldId list) -> Members {
  const auto shown = look_up(world, row, list);
  const bool whole = world.hypothesis == nullptr || world.hypothesis->uncertain.empty() || !holds_rows(world, list) ||
                     !shown.is_value();
  const auto value = whole ? shown : held(world, {row, list});
  Members result;
  result.open = value.list().open;
  result.members.reserve(value.list().elements.size());
  for (const auto& element : value.list().elements) {
    result.members.push_back({element, !whole && is_uncertain(world, element) ? Truth::unknown : Truth::yes});
  }
  return result;
}

auto stands(const World& world, Row row) -> Truth {
  if (world.hypothesis == nullptr) return Truth::yes;
  auto result = Truth::yes;
  for (auto up = std::optional(row); up; up = world.facts.parent(*up)) {
    if (world.hypothesis->taken_out.contains(*up)) return Truth::no;
    if (world.hypothesis->uncertain.contains(*up)) result = Truth::unknown;
  }
  return result;
}

}  // namespace dengbao::explain
