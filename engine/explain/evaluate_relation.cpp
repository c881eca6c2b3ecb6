#include <algorithm>

#include "explain/evaluate.h"
#include "explain/extents.h"

namespace dengbao::explain {

using namespace model;

auto make_extents() -> std::shared_ptr<Extents> { return std::make_shared<Extents>(); }

auto Extent::contains(const Tuple& tuple) const -> Truth {
  const bool known = std::none_of(tuple.begin(), tuple.end(), [](const Value& value) { return value.is_unknown(); });
  if (known && surely.find(tuple)) return Truth::yes;
  if (state == State::surely) return Truth::unknown;
  return possible().matching(tuple).empty() ? Truth::no : Truth::unknown;
}

auto Extents::of(const World& world, RelationId relation) -> const Extent& {
  const auto number = world.program.relations[relation].stratum;
  auto& stratum = strata_[{world.level, number}];
  const bool again = stratum.done && world.read != nullptr && !stratum.notes_reads;
  if (stratum.extents.empty() || again) find(world, number, stratum);
  if (world.read != nullptr && stratum.done && stratum.told.insert(world.read).second) {
    world.read->insert(stratum.read.begin(), stratum.read.end());
  }
  if (world.hidden != nullptr && stratum.hidden) *world.hidden = true;
  return stratum.extents.at(relation);
}

void Extents::find(const World& world, std::uint32_t number, Stratum& into) {
  into = {};
  for (std::uint32_t i = 0; i < world.program.relations.size(); ++i) {
    if (world.program.relations[RelationId{i}].stratum == number) into.extents[RelationId{i}];
  }
  into.notes_reads = world.read != nullptr;
  auto watching = world;
  watching.hidden = &into.hidden;
  if (into.notes_reads) watching.read = &into.read;
  const bool uncertain = solve(watching, into.extents, false);
  for (auto& [relation, extent] : into.extents) {
    extent.certain = !uncertain;
    if (!uncertain || !sure_only_) extent.state = Extent::State::possibly;
  }
  if (uncertain && sure_only_) {
    into.done = true;
    return;
  }
  if (uncertain) (void)solve(watching, into.extents, true);
  for (auto& [relation, extent] : into.extents) extent.state = Extent::State::done;
  into.done = true;
}

auto tuple_of(const World& world, const CallRelation& node, Frame& frame) -> std::vector<Value> {
  std::vector<Value> tuple;
  tuple.reserve(node.arguments.size());
  for (auto argument : node.arguments) {
    tuple.push_back(evaluate(world, argument, frame));
    if (tuple.back().get_if<Interval>() != nullptr) tuple.back() = Value{};
  }
  return tuple;
}

// Nothing that does not exist stands in a relation.
auto truth_of(const World& world, const CallRelation& node, Frame& frame) -> Truth {
  const auto tuple = tuple_of(world, node, frame);
  if (std::any_of(tuple.begin(), tuple.end(), [](const Value& value) { return value.is_none(); })) return Truth::no;
  return world.extents->of(world, node.relation).contains(tuple);
}

}  // namespace dengbao::explain
