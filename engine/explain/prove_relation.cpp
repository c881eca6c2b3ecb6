#include <algorithm>

#include "explain/extents.h"
#include "explain/prover.h"

// Relations by the rules that give their tuples; tables by the row hit; choices by the case that holds.
namespace dengbao::explain {
namespace {

using namespace model;

constexpr std::size_t most_ways = 8;  // of an unknown tuple
// Tuples told of below one call: a condition may ask for many, and these for others in turn.
constexpr std::size_t most_relation_steps = 400;

}  // namespace

auto Prover::tuple_frame(const Tuple& tuple, std::vector<std::optional<FactRef>> origins) -> FrameId {
  Proof::FrameInfo info{tuple, {}, std::move(origins)};
  info.origins.resize(tuple.size());
  return proof_.frames.add(std::move(info));
}

auto Prover::relation(const CallRelation& node, ExprId expr, FrameId frame) -> StepId {
  auto result = step(StepKind::relation, expr, frame);
  auto variables = proof_.frames[frame].values;
  const auto tuple = tuple_of(world_, node, variables);
  result.relation = node.relation;
  std::vector<std::optional<FactRef>> origins;
  for (const auto argument : node.arguments) origins.push_back(origin(argument, frame));
  result.frame = tuple_frame(tuple, std::move(origins));
  const auto& extent = world_.extents->of(world_, node.relation);
  if (calls_told_ == 0) tuples_told_ = 0;
  if (++tuples_told_ > most_relation_steps) return add(std::move(result));
  ++calls_told_;
  if (result.holds == Truth::yes) {
    derivation(result, extent.surely[*extent.surely.find(tuple)].shortest, true);
  } else if (result.holds == Truth::unknown) {
    result.children = values(node.arguments, frame);
    for (const auto place : extent.possible().matching(tuple)) ways(result, extent.possible()[place]);
  } else {
    ranges(result);
  }
  --calls_told_;
  return add(std::move(result));
}

// The lists that the rules range over: among them nothing was found.
void Prover::ranges(Step& into) {
  for (const auto& rule : world_.program.relations[*into.relation].rules) {
    if (rule.generators.empty()) continue;
    const auto frame = rule_frame(rule, Frame(rule.slots));
    const auto lists = elements(rule.generators.front().list, frame).lists;
    into.children.insert(into.children.end(), lists.begin(), lists.end());
  }
}

// Every way in which a tuple may come to belong, those first that rest on the least.
void Prover::ways(Step& into, const DerivedTuple& tuple) {
  if (into.children.size() >= most_ways) return;
  derivation(into, tuple.shortest, false);
  for (const auto& further : tuple.further) derivation(into, further, false);
}

auto Prover::rule_frame(const RelationRule& rule, Frame values) -> FrameId {
  Proof::FrameInfo info{std::move(values), {}, {}};
  info.origins.resize(rule.slots);
  return proof_.frames.add(std::move(info));
}

// What a rule took to give a tuple: the elements of its lists, the values of its head, its conditions, its tuples.
void Prover::derivation(Step& into, const Derivation& how, bool sure) {
  const auto& rule = world_.program.relations[*into.relation].rules[how.rule];
  const auto frame = rule_frame(rule, how.values);
  into.rule = how.rule;
  if (!rule.generators.empty()) {
    if (const auto* row = how.values[rule.generators.back().variable.index].get_if<Row>()) into.given_by = *row;
  }
  auto& children = into.children;
  for (const auto& generator : rule.generators) generated(generator, frame, children);
  const auto heads = values(rule.heads, frame);
  children.insert(children.end(), heads.begin(), heads.end());
  for (const auto condition : rule.conditions) children.push_back(truth(condition, frame));
  for (std::size_t i = 0; i < rule.atoms.size(); ++i) {
    children.push_back(tuple(rule.atoms[i].relation, how.atoms[i], sure));
  }
}

// An element that stands in a list needs no words of its own, unless the list is narrowed down or not wholly known.
void Prover::generated(const RelationRule::Generator& generator, FrameId frame, std::vector<StepId>& into) {
  const auto& held = proof_.frames[frame].values[generator.variable.index];
  const auto& list = world_.program.exprs[generator.list].node;
  const bool plain = std::holds_alternative<FieldOf>(list) || std::holds_alternative<RowsOf>(list);
  if (plain && held.get_if<Row>() != nullptr) return;
  const auto value = held;
  const auto found = elements(generator.list, frame);
  for (const auto& item : found.items) {
    if (!value.is_value() || !same(item.value, value)) continue;
    proof_.frames[frame].origins[generator.variable.index] = item.fact;
    into.insert(into.end(), item.why.begin(), item.why.end());
    return;
  }
  for (const auto open : found.lists) {
    if (holds(open) != Truth::unknown) continue;
    into.push_back(open);
    proof_.frames[frame].origins[generator.variable.index] = proof_.steps[open].fact;
  }
}

// The step of a tuple that another one rests on.
auto Prover::tuple(RelationId relation, std::size_t place, bool sure) -> StepId {
  const auto& extent = world_.extents->of(world_, relation);
  const auto& derived = sure ? extent.surely[place] : extent.possible()[place];
  Step result;
  result.kind = StepKind::relation;
  result.relation = relation;
  result.frame = tuple_frame(derived.tuple, {});
  result.holds = sure || extent.surely.find(derived.tuple) ? Truth::yes : Truth::unknown;
  result.value = Value(result.holds);
  if (++tuples_told_ > most_relation_steps) return add(std::move(result));
  if (result.holds == Truth::yes) {
    derivation(result, extent.surely[*extent.surely.find(derived.tuple)].shortest, true);
  } else {
    ways(result, derived);
  }
  return add(std::move(result));
}

auto Prover::table_row(const CallTable& node, ExprId expr, FrameId frame) -> StepId {
  auto result = step(StepKind::table_row, expr, frame);
  auto variables = proof_.frames[frame].values;
  const auto hits = hits_of(world_, node, variables);
  if (hits.sure) result.rule = static_cast<std::uint32_t>(hits.rows.front());
  result.children = values(node.arguments, frame);
  return add(std::move(result));
}

auto Prover::choice(const Choose& node, ExprId expr, FrameId frame) -> StepId {
  auto result = step(StepKind::choice, expr, frame);
  bool open = false;
  for (std::uint32_t i = 0; i < node.cases.size(); ++i) {
    const auto condition = truth(node.cases[i].condition, frame);
    result.children.push_back(condition);
    open = open || holds(condition) == Truth::unknown;
    if (holds(condition) != Truth::yes) continue;
    if (!open) result.rule = i;
    if (const auto chosen = value(node.cases[i].value, frame)) result.children.push_back(*chosen);
    return add(std::move(result));
  }
  if (!open) result.rule = static_cast<std::uint32_t>(node.cases.size());
  if (const auto otherwise = value(node.otherwise, frame)) result.children.push_back(*otherwise);
  return add(std::move(result));
}

}  // namespace dengbao::explain
