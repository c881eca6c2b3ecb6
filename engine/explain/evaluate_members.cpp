#include <algorithm>

#include "explain/evaluate.h"

namespace dengbao::explain {
namespace {

using namespace model;

auto surely(const Value& list) -> Members {
  Members result;
  const auto& elements = list.list();
  result.open = elements.open;
  result.members.reserve(elements.elements.size());
  for (const auto& element : elements.elements) result.members.push_back({element, Truth::yes});
  return result;
}

// Reading a list field through a list gives one flat list; where an inner list is absent, there may be more.
void append_inner(Members& result, const Members& inner, Truth in) {
  result.open = result.open || inner.open;
  for (const auto& member : inner.members) result.members.push_back({member.value, in && member.in});
}

auto field_of_element(const World& world, const Value& element, FieldId field) -> Value {
  if (const auto* row = element.get_if<Row>()) return look_up(world, *row, field);
  if (!element.is_none()) return element;
  const auto type = world.program.fields[field].type;
  return type.list ? make_list({}) : type.kind == Kind::truth ? Value(false) : Value(None{});
}

auto members(const World& world, const FieldOf& node, Frame& frame) -> Members {
  const auto base = members_of(world, node.base, frame);
  const bool inner_lists = world.program.fields[node.field].type.list;
  Members result{{}, base.open};
  for (const auto& member : base.members) {
    if (member.in == Truth::no) continue;
    const auto* row = member.value.get_if<Row>();
    if (inner_lists && row != nullptr) {
      append_inner(result, members_of(world, *row, node.field), member.in);
    } else if (inner_lists) {
      append_inner(result, surely(field_of_element(world, member.value, node.field)), member.in);
    } else {
      result.members.push_back({field_of_element(world, member.value, node.field), member.in});
    }
  }
  return result;
}

auto members(const World& world, const Select& node, Frame& frame) -> Members {
  auto result = members_of(world, node.list, frame);
  for (auto& member : result.members) {
    frame[node.variable.index] = member.value;
    if (member.in != Truth::no) member.in = member.in && evaluate_truth(world, node.where, frame);
  }
  std::erase_if(result.members, [](const Member& member) { return member.in == Truth::no; });
  return result;
}

auto members(const World& world, const Map& node, Frame& frame) -> Members {
  const auto base = members_of(world, node.list, frame);
  const bool inner_lists = world.program.exprs[node.element].type.list;
  Members result{{}, base.open};
  for (const auto& member : base.members) {
    frame[node.variable.index] = member.value;
    auto in = member.in;
    if (node.where && in != Truth::no) in = in && evaluate_truth(world, *node.where, frame);
    if (in == Truth::no) continue;
    auto value = evaluate_marked(world, node.element, frame);
    if (inner_lists) {
      append_inner(result, surely(value), in);
    } else {
      result.members.push_back({std::move(value), in});
    }
  }
  return result;
}

auto members(const World& world, const ListOf& node, Frame& frame) -> Members {
  Members result;
  for (auto element : node.elements) result.members.push_back({evaluate(world, element, frame), Truth::yes});
  return result;
}

auto members(const World& world, const RowsOf& node) -> Members {
  const auto rows = rows_of(world, node.record);
  Members result{{}, rows.open};
  for (const auto& held : rows.rows) result.members.push_back({held.row, Truth::yes});
  return result;
}

// Duplicates removed. An unknown element may be one of the known ones, one more, or not exist.
auto distinct_values(const Members& list) -> Members {
  Members result{{}, list.open};
  const auto add = [&](const Member& member) {
    const auto& value = member.value;
    const auto found = std::find_if(result.members.begin(), result.members.end(),
                                    [&](const Member& known) { return same(known.value, value); });
    if (found == result.members.end()) {
      result.members.push_back(member);
    } else {
      found->in = found->in || member.in;
    }
  };
  for (const auto& member : list.members) {
    if (member.value.is_value()) add(member);
  }
  for (const auto& member : list.members) {
    if (member.value.is_unknown()) result.members.push_back({member.value, Truth::unknown});
  }
  return result;
}

}  // namespace

auto members_of(const World& world, ExprId list, Frame& frame) -> Members {
  if (world.trace != nullptr) world.trace->reach(list);
  const auto& node = world.program.exprs[list].node;
  if (const auto* field = std::get_if<FieldOf>(&node); field != nullptr && world.program.exprs[field->base].type.list) {
    return members(world, *field, frame);
  }
  if (const auto* select = std::get_if<Select>(&node)) return members(world, *select, frame);
  if (const auto* map = std::get_if<Map>(&node)) return members(world, *map, frame);
  if (const auto* list_of = std::get_if<ListOf>(&node)) return members(world, *list_of, frame);
  if (const auto* rows = std::get_if<RowsOf>(&node)) return members(world, *rows);
  if (const auto* aggregate = std::get_if<Aggregate>(&node);
      aggregate != nullptr && aggregate->kind == AggregateKind::values) {
    return distinct_values(members_of(world, aggregate->operand, frame));
  }
  if (world.hypothesis != nullptr) {
    if (const auto* field = std::get_if<FieldOf>(&node)) {
      const auto base = evaluate(world, field->base, frame);
      if (const auto* row = base.get_if<Row>()) return members_of(world, *row, field->field);
    }
  }
  return surely(evaluate(world, list, frame));
}

auto collapse(const Members& members) -> Value {
  List list;
  list.open = members.open;
  for (const auto& member : members.members) {
    if (member.in == Truth::yes) list.elements.push_back(member.value);
    if (member.in == Truth::unknown) list.open = true;
  }
  return make_list(std::move(list));
}

}  // namespace dengbao::explain
