#include "eval/relations.h"

#include <algorithm>

// Finds what relations contain, round by round (semi-naive evaluation, Bancilhon 1986): in each, every rule is joined
// with the tuples that the last one brought. Once for what is sure, and, where anything is unknown, once for what is
// possible.
namespace dengbao::eval {
namespace {

using model::RelationId;

// Values of a rule's variables in so many instances.
struct Instances {
  std::size_t size = 0;
  std::map<std::uint32_t, Column> columns;  // by slot

  void bind_to(Block& block) const {
    for (const auto& [slot, column] : columns) block.bind(model::Slot{slot}, column);
  }
  [[nodiscard]] auto gather(std::span<const std::uint32_t> from) const -> Instances {
    Instances out{from.size(), {}};
    for (const auto& [slot, column] : columns) out.columns.emplace(slot, column.gather(from));
    return out;
  }
  void append(const Instances& other) {
    for (const auto& [slot, column] : other.columns) {
      const auto [at, fresh] = columns.try_emplace(slot, column);
      if (!fresh) at->second.append(column);
    }
    size += other.size;
  }
};

// A value of an atom that is known once the generators are: candidates are found by it.
struct Link {
  std::size_t column = 0;
  NodeId value;
};

// A rule made ready.
struct Ready {
  RelationId relation;
  const CoreRule* rule = nullptr;
  std::vector<std::size_t> own;  // atoms of the relations that are being found
  std::vector<NodeId> late;      // conditions that need the atoms' variables
  bool asks_itself = false;      // a condition calls a relation that is being found
  Slots bound = 0;               // by the generators
  Instances base;                // of the generators, under the early conditions
};

auto may_be(const Value& a, const Value& b) -> bool { return !a.is_value() || !b.is_value() || same(a, b); }

// Whether an expression asks for a relation of this stratum.
auto asks(const Plan& plan, NodeId id, std::uint32_t stratum, std::vector<bool>& seen) -> bool {
  if (seen[id.index]) return false;
  seen[id.index] = true;
  const auto& node = plan.core.nodes[id];
  if (node.op == Op::related && plan.program->relations[node.relation()].stratum == stratum) return true;
  if (node.op == Op::call && asks(plan, plan.core.functions[node.function()].body, stratum, seen)) return true;
  return std::ranges::any_of(plan.core.operands_of(node),
                             [&](NodeId operand) { return asks(plan, operand, stratum, seen); });
}
auto asks(const Plan& plan, NodeId id, std::uint32_t stratum) -> bool {
  std::vector<bool> seen(plan.core.nodes.size());
  return asks(plan, id, stratum, seen);
}

}  // namespace

class Solver {
 public:
  Solver(Relations& relations, Evaluation& evaluation, Relations::Stratum& stratum, std::uint32_t number, bool possible)
      : relations_(relations), evaluation_(evaluation), stratum_(stratum), number_(number), possible_(possible) {}

  // False: there was nothing unknown, so what is sure is all that is possible.
  auto run() -> bool {
    std::vector<Ready> rules;
    for (const auto& [relation, extent] : stratum_.extents) {
      for (const auto& rule : core().rules[relation.index]) rules.push_back(ready(relation, rule));
    }
    for (const auto& rule : rules) {
      if (rule.own.empty() && !rule.asks_itself) join(rule, std::nullopt, 0);
    }
    std::map<RelationId, std::size_t> joined;
    while (next_round(rules, joined)) {
    }
    return uncertain_;
  }

  // What the rules give that rest on no relation that is being found.
  auto run_settled(RelationId relation) -> bool {
    for (const auto& rule : core().rules[relation.index]) {
      const auto own = [&](const auto& atom) { return stratum_.extents.contains(atom.relation); };
      if (std::ranges::none_of(rule.atoms, own)) join(ready(relation, rule), std::nullopt, 0);
    }
    return uncertain_;
  }

 private:
  auto core() const -> const Core& { return evaluation_.core(); }
  auto plan() const -> const Plan& { return evaluation_.plan(); }
  auto tuples_of(RelationId relation) -> TupleSet& {
    auto& extent = stratum_.extents.at(relation);
    return possible_ ? extent.possibly : extent.surely;
  }
  auto found_below(RelationId relation) -> const TupleSet& {
    if (stratum_.extents.contains(relation)) return tuples_of(relation);
    const auto& below = relations_.stratum_of(relation);
    uncertain_ = uncertain_ || !below.certain;
    const auto& extent = below.extents.at(relation);
    return possible_ && !below.certain ? extent.possibly : extent.surely;
  }

  auto next_round(const std::vector<Ready>& rules, std::map<RelationId, std::size_t>& joined) -> bool {
    std::map<RelationId, std::size_t> sizes;
    for (const auto& [relation, extent] : stratum_.extents) sizes[relation] = tuples_of(relation).size();
    const auto before = total();
    bool fresh = false;
    for (const auto& rule : rules) {
      if (rule.asks_itself) join(rule, std::nullopt, 0);
      for (const auto atom : rule.own) {
        const auto relation = rule.rule->atoms[atom].relation;
        fresh = fresh || joined[relation] < sizes[relation];
        if (!rule.asks_itself && joined[relation] < sizes[relation]) join(rule, atom, joined[relation]);
      }
    }
    joined = std::move(sizes);
    return fresh || total() != before;
  }
  auto total() -> std::size_t {
    std::size_t all = 0;
    for (const auto& [relation, extent] : stratum_.extents) all += tuples_of(relation).size();
    return all;
  }

  // ---- what is asked of truths and values: all must be sure, or none impossible ----

  auto holds(Truth truth) -> bool {
    uncertain_ = uncertain_ || truth == Truth::unknown;
    return possible_ ? truth != Truth::no : truth == Truth::yes;
  }
  // A number of which only the bounds are known is not known.
  auto usable(Value& value) -> bool {
    if (value.get_if<Interval>() != nullptr) value = {};
    if (value.is_none()) return false;
    return !value.is_unknown() || holds(Truth::unknown);
  }
  auto usable(State state) -> bool {
    return state == State::value || (state == State::unknown && holds(Truth::unknown));
  }

  // The instances under which all of these hold.
  auto under(Evaluation& evaluation, Instances instances, std::span<const NodeId> conditions) -> Instances {
    for (const auto condition : conditions) {
      if (instances.size == 0) break;
      Block block(nullptr, instances.size);
      instances.bind_to(block);
      const auto& truths = evaluation.of(condition, block);
      Lane<std::uint32_t> kept;
      for (std::uint32_t i = 0; i < instances.size; ++i) {
        if (holds(truths.truth(i))) kept.push_back(i);
      }
      if (kept.size() < instances.size) instances = instances.gather(kept);
    }
    return instances;
  }

  // ---- rules ----

  auto ready(RelationId relation, const CoreRule& rule) -> Ready {
    Ready out{relation, &rule, {}, {}, false, 0, {}};
    for (std::size_t i = 0; i < rule.atoms.size(); ++i) {
      if (stratum_.extents.contains(rule.atoms[i].relation)) out.own.push_back(i);
    }
    Slots by_generators = 0;
    for (const auto& generator : rule.generators) by_generators |= slot_bit(generator.variable);
    std::vector<NodeId> early;
    for (const auto condition : rule.conditions) {
      const bool itself = asks(plan(), condition, number_);
      out.asks_itself = out.asks_itself || itself;
      const bool soon = !itself && rule.slots < 63 && (plan().free[condition.index] & ~by_generators) == 0;
      (soon ? early : out.late).push_back(condition);
    }
    out.base = {1, {}};
    for (const auto& generator : rule.generators) generate(out, generator, early);
    // Conditions on nothing.
    out.base = under(evaluation_, std::move(out.base), early);
    return out;
  }

  // The values of one generator more. Of a list that may have more elements, any other value is possible.
  void generate(Ready& rule, const CoreRule::Generator& generator, std::vector<NodeId>& early) {
    const auto slot = generator.variable;
    const auto element = core().nodes[generator.list].type.element();
    rule.bound |= slot_bit(slot);
    std::vector<NodeId> now;
    std::optional<Join> join;
    std::erase_if(early, [&](NodeId condition) {
      const bool met = (plan().free[condition.index] & ~rule.bound) == 0 && plan().free[condition.index] != 0;
      if (met) now.push_back(condition);
      if (met && !join) join = find_join(plan(), condition, slot);
      return met;
    });
    const auto outer = std::move(rule.base);
    rule.base = {};
    if (outer.size == 0) return;
    Block block(nullptr, outer.size);
    outer.bind_to(block);
    const auto take = [&](Lane<std::uint32_t> instances, const Column& elements) {
      auto more = outer.gather(instances);
      more.size = instances.size();
      more.columns.insert_or_assign(slot.index, elements.spread(instances.size()));
      rule.base.append(under(evaluation_, std::move(more), now));
    };
    evaluation_.pair_up(generator.list, slot, join ? &*join : nullptr, block, {}, [&](const Evaluation::Pairs& pairs) {
      const auto elements = pairs.block.variable(slot)->spread(pairs.instances.size());
      Lane<std::uint32_t> kept;
      Lane<std::uint32_t> instances;
      for (std::uint32_t i = 0; i < pairs.instances.size(); ++i) {
        if (!holds(pairs.is_in(i)) || !usable(elements.state(i))) continue;
        kept.push_back(i);
        instances.push_back(pairs.instances[i]);
      }
      take(instances, elements.gather(kept));
    });
    Lane<std::uint32_t> open;
    const auto flags = evaluation_.open_lists(generator.list, block);
    for (std::uint32_t i = 0; i < flags.size(); ++i) {
      if (flags[i] != 0 && holds(Truth::unknown)) open.push_back(i);
    }
    if (!open.empty()) take(open, Column(element, open.size()));
  }

  // ---- joins ----

  struct Use {
    std::size_t atom = 0;
    std::size_t first = 0;  // of its tuples, only those from here on
  };

  // All derivations; `newest`: those in which this atom is met by a tuple from `first` on.
  void join(const Ready& rule, std::optional<std::size_t> newest, std::size_t first) {
    std::vector<Use> uses;
    if (newest) uses.push_back({*newest, first});
    for (std::size_t i = 0; i < rule.rule->atoms.size(); ++i) {
      if (i != newest) uses.push_back({i, 0});
    }
    if (rule.base.size > 0) extend(rule, rule.base, uses, rule.bound);
  }

  // What leads from the variables bound so far to the tuples of an atom.
  auto link_to(const Ready& rule, const CoreRule::Atom& atom, const Instances& instances, Slots bound) const
      -> std::optional<Link> {
    if (rule.rule->slots >= 63) return std::nullopt;
    const auto known = [&](NodeId node) { return (plan().free[node.index] & ~bound) == 0; };
    for (std::size_t i = 0; i < atom.terms.size(); ++i) {
      const auto* value = std::get_if<NodeId>(&atom.terms[i]);
      if (value != nullptr && known(*value)) return Link{i, *value};
    }
    for (std::size_t i = 0; i < atom.terms.size(); ++i) {
      const auto* slot = std::get_if<model::Slot>(&atom.terms[i]);
      if (slot == nullptr || instances.columns.contains(slot->index)) continue;
      for (const auto condition : rule.late) {
        const auto& node = core().nodes[condition];
        if (node.op != Op::equal) continue;
        for (const bool first : {true, false}) {
          const auto variable = core().operand(node, first ? 0 : 1);
          const auto value = core().operand(node, first ? 1 : 0);
          const auto& side = core().nodes[variable];
          const bool is_it = side.op == Op::variable && side.slot() == *slot && side.type == core().nodes[value].type;
          if (is_it && known(value)) return Link{i, value};
        }
      }
    }
    return std::nullopt;
  }

  void extend(const Ready& rule, const Instances& instances, std::span<const Use> uses, Slots bound) {
    if (uses.empty()) return conclude(rule, instances);
    const auto [at, first] = uses.front();
    const auto& atom = rule.rule->atoms[at];
    const auto& tuples = found_below(atom.relation);
    auto inner = bound;
    for (const auto& term : atom.terms) {
      if (const auto* slot = std::get_if<model::Slot>(&term)) inner |= slot_bit(*slot);
    }
    Block block(nullptr, instances.size);
    instances.bind_to(block);
    std::optional<std::size_t> column;
    const Column* values = nullptr;
    for (std::size_t i = 0; i < atom.terms.size() && values == nullptr; ++i) {
      const auto* slot = std::get_if<model::Slot>(&atom.terms[i]);
      if (slot == nullptr || !instances.columns.contains(slot->index)) continue;
      column = i;
      values = &instances.columns.at(slot->index);
    }
    if (values == nullptr) {
      if (const auto link = link_to(rule, atom, instances, bound)) {
        column = link->column;
        values = &evaluation_.of(link->value, block);
      }
    }
    Lane<std::uint32_t> chosen;
    std::vector<std::size_t> places;
    const auto flush = [&] {
      if (!chosen.empty()) meet(rule, instances, at, chosen, places, uses.subspan(1), inner);
      chosen.clear();
      places.clear();
    };
    const auto size = tuples.size();
    const auto add = [&](std::uint32_t instance, std::size_t place) {
      chosen.push_back(instance);
      places.push_back(place);
      if (chosen.size() >= block_sizes.block) flush();
    };
    for (std::uint32_t i = 0; i < instances.size; ++i) {
      auto value = values == nullptr ? Value{} : values->value(i);
      if (value.get_if<Interval>() != nullptr) value = {};
      if (value.is_value()) {
        for (const auto place : tuples.with(*column, value, first)) add(i, place);
      } else if (!value.is_none()) {
        for (auto place = first; place < size; ++place) add(i, place);
      }
    }
    flush();
  }

  // The slot under which the value of an atom's argument is kept, for terms that are reckoned.
  static auto kept_at(const Ready& rule, std::size_t atom, std::size_t argument) -> std::uint32_t {
    return rule.rule->slots + static_cast<std::uint32_t>(atom * 64 + argument);
  }

  // Binds the variables of an atom to tuples, where they do not have other values.
  void meet(const Ready& rule, const Instances& instances, std::size_t at, std::span<const std::uint32_t> chosen,
            std::span<const std::size_t> places, std::span<const Use> uses, Slots bound) {
    const auto& atom = rule.rule->atoms[at];
    const auto& tuples = found_below(atom.relation);
    const auto arity = atom.terms.size();
    Lane<std::uint32_t> kept;
    std::vector<Value> values;  // of the kept ones, one for each argument
    for (std::size_t pair = 0; pair < chosen.size(); ++pair) {
      const auto& tuple = tuples[places[pair]];
      std::map<std::uint32_t, Value> here;
      bool fits = true;
      for (std::size_t i = 0; i < arity && fits; ++i) {
        const auto* slot = std::get_if<model::Slot>(&atom.terms[i]);
        if (slot == nullptr) continue;
        const auto outer = instances.columns.find(slot->index);
        const auto earlier = here.find(slot->index);
        if (earlier == here.end() && outer == instances.columns.end()) {
          here.emplace(slot->index, tuple[i]);
          continue;
        }
        auto value = earlier != here.end() ? earlier->second : outer->second.value(chosen[pair]);
        fits = usable(value) && may_be(value, tuple[i]);
        here[slot->index] = value.is_unknown() ? tuple[i] : value;
      }
      if (!fits) continue;
      kept.push_back(chosen[pair]);
      for (std::size_t i = 0; i < arity; ++i) {
        const auto* slot = std::get_if<model::Slot>(&atom.terms[i]);
        values.push_back(slot == nullptr ? tuple[i] : here.at(slot->index));
      }
    }
    if (kept.empty()) return;
    auto next = instances.gather(kept);
    next.size = kept.size();
    const auto& types = plan().program->relations[atom.relation].formal_types;
    for (std::size_t i = 0; i < arity; ++i) {
      Column column(types[i], kept.size());
      for (std::size_t pair = 0; pair < kept.size(); ++pair) column.put(pair, values[pair * arity + i]);
      const auto* slot = std::get_if<model::Slot>(&atom.terms[i]);
      next.columns.insert_or_assign(slot == nullptr ? kept_at(rule, at, i) : slot->index, std::move(column));
    }
    extend(rule, next, uses, bound);
  }

  // Terms that are reckoned must be what their atoms hold; then the conditions; then the tuples.
  void conclude(const Ready& rule, const Instances& found) {
    auto instances = found;
    for (std::size_t atom = 0; atom < rule.rule->atoms.size(); ++atom) {
      const auto& terms = rule.rule->atoms[atom].terms;
      for (std::size_t i = 0; i < terms.size(); ++i) {
        if (const auto* term = std::get_if<NodeId>(&terms[i])) {
          instances = where_met(std::move(instances), *term, kept_at(rule, atom, i));
        }
      }
    }
    if (rule.asks_itself) {
      // What was asked of a relation that is being found must be asked again.
      Evaluation again(evaluation_, relations_);
      instances = under(again, std::move(instances), rule.late);
    } else {
      instances = under(evaluation_, std::move(instances), rule.late);
    }
    if (instances.size == 0) return;
    Block block(nullptr, instances.size);
    instances.bind_to(block);
    std::vector<const Column*> heads;
    for (const auto head : rule.rule->heads) heads.push_back(&evaluation_.of(head, block));
    auto& into = tuples_of(rule.relation);
    Tuple tuple(heads.size());
    for (std::size_t i = 0; i < instances.size; ++i) {
      bool good = true;
      for (std::size_t a = 0; a < heads.size() && good; ++a) {
        tuple[a] = heads[a]->value(i);
        good = usable(tuple[a]);
      }
      if (good) (void)into.add(tuple);
    }
  }

  auto where_met(Instances instances, NodeId term, std::uint32_t held) -> Instances {
    if (instances.size == 0) return instances;
    Block block(nullptr, instances.size);
    instances.bind_to(block);
    const auto& reckoned = evaluation_.of(term, block);
    const auto& values = instances.columns.at(held);
    Lane<std::uint32_t> kept;
    for (std::uint32_t i = 0; i < instances.size; ++i) {
      auto value = reckoned.value(i);
      if (usable(value) && may_be(value, values.value(i))) kept.push_back(i);
    }
    return instances.gather(kept);
  }

  Relations& relations_;
  Evaluation& evaluation_;
  Relations::Stratum& stratum_;
  std::uint32_t number_;
  bool possible_;
  bool uncertain_ = false;
};

auto Relations::stratum_of(RelationId relation) -> Stratum& {
  const auto& declared = evaluation_.plan().program->relations;
  const auto number = declared[relation].stratum;
  if (const auto found = strata_.find(number); found != strata_.end()) return found->second;
  auto& stratum = strata_[number];
  for (std::uint32_t i = 0; i < declared.size(); ++i) {
    if (declared[RelationId{i}].stratum == number) stratum.extents[RelationId{i}];
  }
  stratum.certain = !Solver(*this, evaluation_, stratum, number, false).run();
  stratum.state = State::possibly;
  if (!stratum.certain) (void)Solver(*this, evaluation_, stratum, number, true).run();
  stratum.state = State::done;
  return stratum;
}

auto Relations::closure_of(RelationId relation) -> Closure* {
  if (const auto found = closures_.find(relation); found != closures_.end()) {
    return found->second ? &*found->second : nullptr;
  }
  auto& closure = closures_[relation];
  if (!is_closure(evaluation_.plan(), relation)) return nullptr;
  Stratum settled;
  settled.extents[relation];
  const auto number = evaluation_.plan().program->relations[relation].stratum;
  const bool uncertain = Solver(*this, evaluation_, settled, number, false).run_settled(relation);
  if (!uncertain) closure.emplace(settled.extents.at(relation).surely);
  return closure ? &*closure : nullptr;
}

auto Relations::contains(RelationId relation, const Tuple& tuple) -> Truth {
  const bool known = std::ranges::none_of(tuple, [](const Value& value) { return value.is_unknown(); });
  const auto number = evaluation_.plan().program->relations[relation].stratum;
  if (known && !strata_.contains(number)) {
    if (auto* closure = closure_of(relation)) return truth(closure->contains(tuple));
  }
  const auto& stratum = stratum_of(relation);
  const auto& extent = stratum.extents.at(relation);
  if (known && extent.surely.contains(tuple)) return Truth::yes;
  if (stratum.state == State::surely) return Truth::unknown;
  const auto& possible = stratum.certain ? extent.surely : extent.possibly;
  return possible.may_contain(tuple) ? Truth::unknown : Truth::no;
}

auto is_closure(const Plan& plan, RelationId relation) -> bool {
  const auto& declared = plan.program->relations[relation];
  if (declared.formals.size() != 2 || declared.formal_types[0] != declared.formal_types[1]) return false;
  const auto same_stratum = [&](RelationId other) {
    return plan.program->relations[other].stratum == declared.stratum;
  };
  bool transitive = false;
  for (const auto& rule : plan.core.rules[relation.index]) {
    const bool own = std::ranges::any_of(rule.atoms, [&](const auto& atom) { return same_stratum(atom.relation); });
    const bool asking =
        std::ranges::any_of(rule.conditions, [&](NodeId condition) { return asks(plan, condition, declared.stratum); });
    if (asking) return false;
    if (!own) continue;
    // (a, c) of (a, b) and (b, c), and nothing else.
    if (transitive || rule.atoms.size() != 2 || !rule.generators.empty() || !rule.conditions.empty()) return false;
    Lane<std::uint32_t> slots;
    for (const auto& atom : rule.atoms) {
      if (atom.relation != relation) return false;
      for (const auto& term : atom.terms) {
        const auto* slot = std::get_if<model::Slot>(&term);
        if (slot == nullptr) return false;
        slots.push_back(slot->index);
      }
    }
    for (const auto head : rule.heads) {
      const auto& node = plan.core.nodes[head];
      if (node.op != Op::variable) return false;
      slots.push_back(node.slot().index);
    }
    const bool shape = slots[1] == slots[2] && slots[4] == slots[0] && slots[5] == slots[3] && slots[0] != slots[1] &&
                       slots[0] != slots[3] && slots[1] != slots[3];
    if (!shape) return false;
    transitive = true;
  }
  return transitive;
}

}  // namespace dengbao::eval
