#include "explain/prover.h"

namespace dengbao::explain {

using namespace model;

auto Prover::plain_elements(ExprId list, FrameId frame) -> Elements {
  Elements result;
  const auto value = eval(list, frame);
  if (const auto step = this->value(list, frame)) result.lists.push_back(*step);
  result.open = value.list().open;
  const auto at = origin(list, frame);
  for (const auto& element : value.list().elements) result.items.push_back({element, Truth::yes, at, {}});
  return result;
}

auto Prover::elements_of(const FieldOf& node, ExprId expr, FrameId frame) -> Elements {
  auto base = elements(node.base, frame);
  const bool inner_lists = world_.program.fields[node.field].type.list;
  Elements result{{}, base.open, std::move(base.lists)};
  for (auto& item : base.items) {
    auto at = item.fact;
    Value value = item.value.is_none() ? Value(None{}) : Value{};
    if (const auto* row = item.value.get_if<Row>()) {
      at = FactRef{*row, node.field};
      value = look_up(world_, *row, node.field);
    }
    if (!inner_lists) {
      if (value.is_unknown()) item.why.push_back(fact(expr, frame, at, value));
      result.items.push_back({value, item.in, at, std::move(item.why)});
      continue;
    }
    result.open = result.open || value.list().open;
    result.lists.push_back(fact(expr, frame, at, value));
    for (const auto& element : value.list().elements) result.items.push_back({element, item.in, at, item.why});
  }
  return result;
}

void Prover::narrow(Element& item, ExprId where, FrameId frame) {
  item.why.push_back(truth(where, frame));
  item.in = item.in && holds(item.why.back());
}

auto Prover::elements_of(const Select& node, FrameId frame) -> Elements {
  auto result = elements(node.list, frame);
  for (auto& item : result.items) narrow(item, node.where, bind(frame, node.variable, item.value, item.fact));
  return result;
}

auto Prover::elements_of(const Map& node, FrameId frame) -> Elements {
  auto base = elements(node.list, frame);
  const bool inner_lists = world_.program.exprs[node.element].type.list;
  Elements result{{}, base.open, std::move(base.lists)};
  for (auto& item : base.items) {
    const auto inner = bind(frame, node.variable, item.value, item.fact);
    if (node.where) narrow(item, *node.where, inner);
    if (!inner_lists) {
      if (const auto step = value(node.element, inner)) item.why.push_back(*step);
      result.items.push_back({eval(node.element, inner), item.in, origin(node.element, inner), std::move(item.why)});
      continue;
    }
    auto list = elements(node.element, inner);
    result.open = result.open || (list.open && item.in != Truth::no);
    result.lists.insert(result.lists.end(), list.lists.begin(), list.lists.end());
    for (auto& element : list.items) {
      element.in = element.in && item.in;
      element.why.insert(element.why.begin(), item.why.begin(), item.why.end());
      result.items.push_back(std::move(element));
    }
  }
  return result;
}

auto Prover::elements_of(const ListOf& node, FrameId frame) -> Elements {
  Elements result;
  for (auto element : node.elements) {
    result.items.push_back({eval(element, frame), Truth::yes, origin(element, frame), values({element}, frame)});
  }
  return result;
}

auto Prover::membership(ExprId list, FrameId frame, const Value& element) -> std::vector<StepId> {
  std::vector<StepId> unknown;
  for (const auto& item : elements(list, frame).items) {
    if (!same(item.value, element)) continue;
    for (auto why : item.why) {
      if (holds(why) == Truth::unknown) unknown.push_back(why);
    }
  }
  return unknown;
}

auto Prover::elements_of(const RowsOf& node, ExprId expr, FrameId frame) -> Elements {
  const auto rows = rows_of(world_, node.record);
  Elements result;
  result.open = rows.open;
  for (const auto& held : rows.rows) result.items.push_back({held.row, Truth::yes, held.holder, {}});
  for (const auto& holder : rows.holders) {
    result.lists.push_back(fact(expr, frame, holder, look_up(world_, holder.row, holder.field)));
  }
  return result;
}

auto Prover::elements(ExprId list, FrameId frame) -> Elements {
  const auto& node = world_.program.exprs[list].node;
  if (const auto* field = std::get_if<FieldOf>(&node);
      field != nullptr && world_.program.exprs[field->base].type.list) {
    return elements_of(*field, list, frame);
  }
  if (const auto* select = std::get_if<Select>(&node)) return elements_of(*select, frame);
  if (const auto* map = std::get_if<Map>(&node)) return elements_of(*map, frame);
  if (const auto* list_of = std::get_if<ListOf>(&node)) return elements_of(*list_of, frame);
  if (const auto* rows = std::get_if<RowsOf>(&node)) return elements_of(*rows, list, frame);
  if (const auto* aggregate = std::get_if<Aggregate>(&node)) return elements(aggregate->operand, frame);
  return plain_elements(list, frame);
}

}  // namespace dengbao::explain
